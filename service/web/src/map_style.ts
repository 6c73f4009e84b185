/** The style of the map: live tiles of the service, no basemap, no glyph files. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import * as palette from './palette';
import { tileUrl } from './service';
import { language } from './texts';

const sources = ['zones1', 'zones2', 'labels1', 'labels2', 'blocks', 'duties', 'districts', 'heat'] as const;

/** Layers of one level of zones are shown and hidden together. */
export const levelLayers: Record<'1' | '2', string[]> = {
  '1': ['zones1-area', 'labels1'],
  '2': ['zones2-area', 'zones2-line', 'labels2', 'labels1-overview'],
};
export const levelAreas = ['zones1-area', 'zones2-area'];
export const streetLines = ['duties-main', 'duties-lanes'];
export const duties = [...streetLines, 'duties-names'];

const source = (id: string) => ({ source: id, 'source-layer': id });

function areas(level: 1 | 2): LayerSpecification {
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

/** Below this zoom 120 codes would be a carpet; the ten upper ones are enough then. */
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
export function streetColour(level: '1' | '2'): ExpressionSpecification {
  const colour = palette.byColour(palette.streets, level === '1' ? 'upper_colour' : 'colour');
  return ['case', ['==', ['get', 'zone_id'], 0], '#9aa0a4', colour] as unknown as ExpressionSpecification;
}

function streets(id: string, main: boolean): LayerSpecification {
  const isMain = ['in', ['slice', ['get', 'road_class'], 0, 5], ['literal', mainRoads.map((c) => c.slice(0, 5))]];
  return {
    id,
    type: 'line',
    ...source('duties'),
    minzoom: main ? 10 : 12,
    filter: (main ? isMain : ['!', isMain]) as never,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': streetColour('2'),
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

const layers: LayerSpecification[] = [
  { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
  areas(1),
  areas(2),
  { ...line('blocks', 'blocks', palette.border.block, 0.4, 1), minzoom: 12 } as LayerSpecification,
  streets('duties-lanes', false),
  streets('duties-main', true),
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
  line('zones2-line', 'zones2', palette.border.lower, 0.7, 1.8),
  line('zones1-line', 'zones1', palette.border.upper, 1.8, 4),
  {
    id: 'links',
    type: 'line',
    source: 'links',
    paint: { 'line-color': palette.link, 'line-width': 2, 'line-dasharray': [2.5, 2] },
  },
  {
    ...line('selected', 'zones2', palette.selected, 3, 5),
    filter: ['==', ['get', 'zone_id'], -1],
  } as LayerSpecification,
  {
    ...line('selected-upper', 'zones1', palette.selected, 3, 5),
    filter: ['==', ['get', 'zone_id'], -1],
  } as LayerSpecification,
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
  { ...label('labels2', 'labels2', 12), minzoom: closeUp } as LayerSpecification,
  { ...label('labels1-overview', 'labels1', 15), maxzoom: closeUp } as LayerSpecification,
  label('labels1', 'labels1', 15),
];

export function mapStyle(): StyleSpecification {
  const tiles = Object.fromEntries(
    sources.map((id) => [id, { type: 'vector' as const, tiles: [tileUrl(id)], minzoom: 8, maxzoom: 17 }]),
  );
  const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
  return {
    version: 8,
    name: language(),
    sources: {
      ...tiles,
      hotspots: { type: 'geojson', data: nothing },
      links: { type: 'geojson', data: `${location.origin}/v1/links` },
    },
    layers,
  };
}
