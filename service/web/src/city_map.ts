/** The map itself: what is shown on it, and which place was clicked. */
import * as maplibregl from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { biasColour, duties, heatIntensity, levelAreas, levelLayers, mapStyle, selection, streetColour, streetLines } from './map_style';
import { hotspotUrl, tileUrl } from './service';
import type { BiasLayer, Zone } from './service';

// MapLibre 6 comes with its worker in a file of its own.
maplibregl.setWorkerUrl(workerUrl);

export interface HotspotCell {
  n: number;
  z: number;
  q: number;
}

export class CityMap {
  readonly map: maplibregl.Map;
  private readonly loaded: Promise<void>;

  constructor(
    container: HTMLElement,
    bounds: [number, number, number, number],
    private readonly levels: number,
  ) {
    this.map = new maplibregl.Map({
      container,
      style: mapStyle(levels),
      bounds,
      fitBoundsOptions: { padding: roomForCards() },
      hash: true,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      minZoom: 8,
      maxZoom: 19,
      localIdeographFontFamily: '"Noto Sans CJK SC", "Noto Sans SC", sans-serif',
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'bottom-right');
    this.map.addControl(new maplibregl.ScaleControl({ unit: 'metric' }), 'bottom-left');
    nameControls(container);
    this.loaded = new Promise((resolve) => this.map.once('load', () => resolve()));
  }

  onPlace(listener: (lon: number, lat: number, cell: HotspotCell | null) => void): void {
    this.map.on('click', (event) => {
      const cells = this.map.queryRenderedFeatures(event.point, { layers: ['hotspots-area'] });
      listener(event.lngLat.lng, event.lngLat.lat, (cells[0]?.properties as HotspotCell | undefined) ?? null);
    });
    this.map.getCanvas().style.cursor = 'pointer';
    // Without a mouse: Enter asks for the middle of the map.
    this.map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      const middle = this.map.getCenter();
      listener(middle.lng, middle.lat, null);
    });
  }

  async showLevel(level: number): Promise<void> {
    const shown = levelLayers(level, this.levels);
    for (let other = 1; other <= this.levels; other++) {
      const hidden = levelLayers(other, this.levels).filter((layer) => !shown.includes(layer));
      await this.show(hidden, false);
    }
    await this.show(shown, true);
    for (const layer of streetLines) this.map.setPaintProperty(layer, 'line-color', streetColour(level, this.levels));
  }

  async showDuties(visible: boolean): Promise<void> {
    await this.show(duties, visible);
  }

  async show(layers: string[], visible: boolean): Promise<void> {
    await this.loaded;
    for (const layer of layers) this.map.setLayoutProperty(layer, 'visibility', visible ? 'visible' : 'none');
  }

  /** Areas and streets step back while statistics lie on them. */
  async dim(dimmed: boolean): Promise<void> {
    await this.loaded;
    for (const layer of levelAreas(this.levels)) this.map.setPaintProperty(layer, 'fill-opacity', dimmed ? 0.5 : 1);
    this.map.setPaintProperty('duties-lanes', 'line-opacity', dimmed ? 0.3 : 0.8);
    this.map.setPaintProperty('duties-main', 'line-opacity', dimmed ? 0.4 : 0.95);
  }

  /** "" for all reports; the number of reports and the area of the land set the scale of the colours. */
  async setHeat(category: string, reports: number, landSquareMetres: number): Promise<void> {
    await this.loaded;
    const source = this.map.getSource('heat') as maplibregl.VectorTileSource;
    source.setTiles([tileUrl('heat', category ? `?category=${encodeURIComponent(category)}` : '')]);
    this.map.setPaintProperty('heat', 'heatmap-intensity', heatIntensity(reports, landSquareMetres));
  }

  /** null: none. */
  async setHotspots(category: string | null): Promise<void> {
    await this.loaded;
    const source = this.map.getSource('hotspots') as maplibregl.GeoJSONSource;
    source.setData(category ? hotspotUrl(category) : { type: 'FeatureCollection', features: [] });
  }

  /** null: none; mean: reports per street km of the layer as a whole. */
  async setBias(layer: BiasLayer | null, mean: number): Promise<void> {
    await this.show(['bias-area', 'bias-hot'], layer !== null);
    if (!layer) return;
    this.map.setPaintProperty('bias-area', 'fill-color', biasColour(layer, mean));
    this.map.setFilter('bias-hot', ['==', ['get', `hot_${layer}`], 1] as never);
  }

  async select(zone: Zone | null): Promise<void> {
    await this.loaded;
    for (let level = 1; level <= this.levels; level++) {
      const id = zone?.level === level ? zone.zone_id : -1;
      this.map.setFilter(selection(level, this.levels), ['==', ['get', 'zone_id'], id] as never);
    }
  }

  /** Moves without an animation if the user's system asks for calm. */
  goTo(bounds: [number, number, number, number]): void {
    this.map.fitBounds(bounds, { padding: roomForCards(true), maxZoom: 15, animate: !calm() });
  }

  /** On a phone the panel covers the lower half; what was clicked is moved above it. */
  reveal(lon: number, lat: number): void {
    const height = this.map.getCanvas().clientHeight;
    if (!onPhone() || this.map.project([lon, lat]).y < height * 0.45) return;
    this.map.easeTo({ center: [lon, lat], offset: [0, -height * 0.2], animate: !calm() });
  }
}

/** MapLibre's own controls get names that follow the language of the page. */
function nameControls(container: HTMLElement): void {
  const names = { '.maplibregl-canvas': 'map', '.maplibregl-ctrl-zoom-in': 'zoom_in', '.maplibregl-ctrl-zoom-out': 'zoom_out' };
  for (const [selector, label] of Object.entries(names)) {
    const element = container.querySelector<HTMLElement>(selector);
    element?.removeAttribute('title');
    if (element) element.dataset.label = label;
  }
}

const onPhone = (): boolean => matchMedia('(max-width: 640px)').matches;
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The cards lie on the map; what is to be seen is fitted beside them. */
function roomForCards(withPanel = false): maplibregl.PaddingOptions {
  if (onPhone()) return { top: 120, bottom: withPanel ? 420 : 90, left: 16, right: 16 };
  return { top: 40, bottom: 50, left: 330, right: withPanel ? 350 : 40 };
}
