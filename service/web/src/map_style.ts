/** The style of the map: live tiles of the service, no basemap, no glyph files. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import * as palette from './palette';
import { tileUrl } from './service';
import type { BiasLayer } from './service';
import { language } from './texts';

const oneTo = (levels: number): number[] => Array.from({ length: levels }, (_, at) => at + 1);

const sources = (levels: number): string[] => [
  ...oneTo(levels).flatMap((level) => [`zones${level}`, `labels${level}`]),
  ...['blocks', 'duties', 'districts', 'heat'],
];

/** The layers that show a level of zones: its areas and labels, the borders of all levels from it up. */
export function levelLayers(level: number, levels: number): string[] {
  const borders = oneTo(level).slice(1).map((l) => `zones${l}-line`); // that of level 1 is always there
  const overview = level === levels && level > 1 ? [`labels${level - 1}-overview`] : [];
  return [`zones${level}-area`, ...borders, `labels${level}`, ...overview];
}

export const levelAreas = (levels: number): string[] => oneTo(levels).map((level) => `zones${level}-area`);
/** The layer that outlines the chosen zone of a level. */
export const selection = (level: number, levels: number): string => (level === levels ? 'selected' : `selected${level}`);
export const streetLines = ['duties-main', 'duties-lanes'];
export const duties = [...streetLines, 'duties-names'];

const source = (id: string) => ({ source: id, 'source-layer': id });

function areas(level: number): LayerSpecification {
  return {
    id: `zones${level}-area`,
    type: 'fill',
    ...source(`zones${level}`),
    paint: { 'fill-color': palette.byColour(palette.areas), 'fill-antialias': false },
  };
}

function line(id: string, from: string, colour: string, width: number, wider: number): LayerSpecification {
  return {
    id,
    type: 'line',
    ...source(from),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['linear'], ['zoom'], 10, width, 16, wider],
    },
  };
}

/** Below this zoom 120 codes would be a carpet; those of the level above are enough then. */
const closeUp = 11.9;

function label(id: string, from: string, size: number): LayerSpecification {
  return {
    id,
    type: 'symbol',
    ...source(from),
    layout: {
      'text-field': ['get', 'label'],
      'text-font': ['Noto Sans Bold'],
      'text-size': ['interpolate', ['linear'], ['zoom'], 10, size - 2, 15, size + 2],
      'text-padding': 2,
    },
    paint: { 'text-color': palette.ink, 'text-halo-color': 'rgba(255,255,255,0.9)', 'text-halo-width': 1.6 },
  };
}

const mainRoads = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'];

/** A street has the colour of its zone of the level that is shown; outside the land it is grey. */
export function streetColour(level: number, levels: number): ExpressionSpecification {
  const above = level === levels - 1 ? 'upper_colour' : `colour${level}`;
  const colour = palette.byColour(palette.streets, level === levels ? 'colour' : above);
  return ['case', ['==', ['get', 'zone_id'], 0], '#9aa0a4', colour] as unknown as ExpressionSpecification;
}

function streets(id: string, main: boolean, levels: number): LayerSpecification {
  const isMain = ['in', ['slice', ['get', 'road_class'], 0, 5], ['literal', mainRoads.map((c) => c.slice(0, 5))]];
  return {
    id,
    type: 'line',
    ...source('duties'),
    minzoom: main ? 10 : 12,
    filter: (main ? isMain : ['!', isMain]) as never,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': streetColour(levels, levels),
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 11, main ? 1.1 : 0.35, 17, main ? 8 : 5],
      'line-opacity': main ? 0.95 : 0.8,
    },
  };
}

const heatRadius = (zoom: number): number => 12 + (zoom - 9) * 2.25;

/**
 * The intensity at which the average place of the land has an eighth of the full colour, whatever the category's size.
 * A zoom deeper the same reports spread over four times the pixels; one report alone never gets the full colour.
 */
export function heatIntensity(reports: number, landSquareMetres: number): ExpressionSpecification {
  const stops: number[] = [];
  for (let zoom = 9; zoom <= 17; zoom++) {
    const metresPerPixel = (78271.5 * 0.74) / 2 ** zoom; // at the latitude of Boston or Xi'an; only the look depends on it
    const perPixel = (Math.max(reports, 1) / Math.max(landSquareMetres, 1)) * metresPerPixel ** 2;
    const kernel = 0.2785 * heatRadius(zoom) ** 2; // pixels under MapLibre's kernel of this radius
    stops.push(zoom, Math.min(0.125 / (perPixel * kernel), 0.8));
  }
  return ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

function zoneBorder(level: number, levels: number): LayerSpecification {
  if (level === 1 && levels > 1) return line('zones1-line', 'zones1', palette.border.upper, 1.8, 4);
  if (level === levels) return line(`zones${level}-line`, `zones${level}`, palette.border.lower, 0.7, 1.8);
  return line(`zones${level}-line`, `zones${level}`, palette.border.upper, 1.1, 2.6);
}

function selected(level: number, levels: number): LayerSpecification {
  const outline = line(selection(level, levels), `zones${level}`, palette.selected, 3, 5);
  return { ...outline, filter: ['==', ['get', 'zone_id'], -1] } as LayerSpecification;
}

/** Codes of every level; those of the lowest only close up, and until then those of the level above. */
function zoneLabels(levels: number): LayerSpecification[] {
  if (levels === 1) return [label('labels1', 'labels1', 15)];
  const above = levels - 1;
  return [
    { ...label(`labels${levels}`, `labels${levels}`, 12), minzoom: closeUp } as LayerSpecification,
    { ...label(`labels${above}-overview`, `labels${above}`, above > 1 ? 13 : 15), maxzoom: closeUp } as LayerSpecification,
    ...oneTo(above).map((level) => label(`labels${level}`, `labels${level}`, 15)),
  ];
}

/** The rate of a bias layer over its mean, in steps; grey where a zone has no street. */
export function biasColour(layer: BiasLayer, mean: number): ExpressionSpecification {
  const share = ['/', ['to-number', ['get', `rate_${layer}`], 0], Math.max(mean, 1e-9)];
  const [first, ...rest] = palette.biasClasses;
  const steps = ['step', share, first?.colour ?? palette.water, ...rest.flatMap((c) => [c.from, c.colour])];
  return ['case', ['==', ['get', `rate_${layer}`], null], '#d8dde1', steps] as unknown as ExpressionSpecification;
}

const layers = (levels: number): LayerSpecification[] => [
  { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
  ...oneTo(levels).map(areas),
  { ...line('blocks', 'blocks', palette.border.block, 0.4, 1), minzoom: 12 } as LayerSpecification,
  streets('duties-lanes', false, levels),
  streets('duties-main', true, levels),
  { id: 'bias-area', type: 'fill', source: 'bias', layout: { visibility: 'none' }, paint: { 'fill-opacity': 0.85 } },
  {
    id: 'bias-hot',
    type: 'line',
    source: 'bias',
    layout: { visibility: 'none', 'line-join': 'round' },
    paint: { 'line-color': palette.ink, 'line-width': 3 },
  },
  {
    id: 'heat',
    type: 'heatmap',
    ...source('heat'),
    paint: {
      'heatmap-weight': ['get', 'n'],
      'heatmap-intensity': heatIntensity(0, 0),
      'heatmap-radius': ['interpolate', ['linear'], ['zoom'], 9, heatRadius(9), 17, heatRadius(17)],
      'heatmap-opacity': 0.78,
      'heatmap-color': [
        'interpolate', ['linear'], ['heatmap-density'],
        ...palette.heat.flatMap((colour, i) => [i / (palette.heat.length - 1), colour]),
      ] as never,
    },
  },
  {
    id: 'hotspots-area',
    type: 'fill',
    source: 'hotspots',
    filter: ['==', ['get', 'significant'], 1],
    paint: { 'fill-color': ['case', ['>', ['get', 'z'], 0], palette.hot, palette.cold], 'fill-opacity': 0.32 },
  },
  {
    id: 'hotspots-line',
    type: 'line',
    source: 'hotspots',
    filter: ['==', ['get', 'significant'], 1],
    paint: { 'line-color': ['case', ['>', ['get', 'z'], 0], palette.hot, palette.cold], 'line-width': 1 },
  },
  ...oneTo(levels).reverse().map((level) => zoneBorder(level, levels)),
  {
    id: 'links',
    type: 'line',
    source: 'links',
    paint: { 'line-color': palette.link, 'line-width': 2, 'line-dasharray': [2.5, 2] },
  },
  ...oneTo(levels).reverse().map((level) => selected(level, levels)),
  {
    id: 'duties-names',
    type: 'symbol',
    ...source('duties'),
    minzoom: 14.5,
    layout: {
      'symbol-placement': 'line',
      'text-field': ['get', 'street'],
      'text-font': ['Noto Sans Regular'],
      'text-size': 11,
    },
    paint: { 'text-color': '#3f464c', 'text-halo-color': 'rgba(255,255,255,0.9)', 'text-halo-width': 1.3 },
  },
  {
    id: 'districts',
    type: 'symbol',
    ...source('districts'),
    minzoom: 10.5,
    maxzoom: 14.5,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['Noto Sans Italic'],
      'text-size': 12,
      'text-letter-spacing': 0.06,
      'text-max-width': 7,
    },
    paint: { 'text-color': '#5a646c', 'text-halo-color': 'rgba(255,255,255,0.85)', 'text-halo-width': 1.4 },
  },
  ...zoneLabels(levels),
];

export function mapStyle(levels: number): StyleSpecification {
  const tiles = Object.fromEntries(
    sources(levels).map((id) => [id, { type: 'vector' as const, tiles: [tileUrl(id)], minzoom: 8, maxzoom: 17 }]),
  );
  const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
  return {
    version: 8,
    name: language(),
    sources: {
      ...tiles,
      hotspots: { type: 'geojson', data: nothing },
      bias: { type: 'geojson', data: `${location.origin}/v1/bias` },
      links: { type: 'geojson', data: `${location.origin}/v1/links` },
    },
    layers: layers(levels),
  };
}
