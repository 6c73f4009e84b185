/** The map itself: what is shown on it, and which place was clicked. */
import * as maplibregl from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { duties, levelLayers, mapStyle } from './map_style';
import { hotspotUrl, tileUrl } from './service';
import type { Zone } from './service';

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

  constructor(container: HTMLElement, bounds: [number, number, number, number]) {
    this.map = new maplibregl.Map({
      container,
      style: mapStyle(),
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

  async showLevel(level: '1' | '2'): Promise<void> {
    for (const [key, layers] of Object.entries(levelLayers)) await this.show(layers, key === level);
  }

  async showDuties(visible: boolean): Promise<void> {
    await this.show(duties, visible);
  }

  async show(layers: string[], visible: boolean): Promise<void> {
    await this.loaded;
    for (const layer of layers) this.map.setLayoutProperty(layer, 'visibility', visible ? 'visible' : 'none');
  }

  /** Areas step back while the heat map lies on them. */
  async showHeat(visible: boolean): Promise<void> {
    await this.show(['heat'], visible);
    for (const layer of ['zones1-area', 'zones2-area']) {
      this.map.setPaintProperty(layer, 'fill-opacity', visible ? 0.45 : 1);
    }
    this.map.setPaintProperty('duties-lanes', 'line-opacity', visible ? 0.3 : 0.8);
    this.map.setPaintProperty('duties-main', 'line-opacity', visible ? 0.4 : 0.95);
  }

  /** "" for all reports. */
  async setHeatCategory(category: string): Promise<void> {
    await this.loaded;
    const source = this.map.getSource('heat') as maplibregl.VectorTileSource;
    source.setTiles([tileUrl('heat', category ? `?category=${encodeURIComponent(category)}` : '')]);
  }

  /** null: none. */
  async setHotspots(category: string | null): Promise<void> {
    await this.loaded;
    const source = this.map.getSource('hotspots') as maplibregl.GeoJSONSource;
    source.setData(category ? hotspotUrl(category) : { type: 'FeatureCollection', features: [] });
  }

  async select(zone: Zone | null): Promise<void> {
    await this.loaded;
    const only = (level: number) => ['==', ['get', 'zone_id'], zone?.level === level ? zone.zone_id : -1] as never;
    this.map.setFilter('selected', only(2));
    this.map.setFilter('selected-upper', only(1));
  }

  /** Moves without an animation if the user's system asks for calm. */
  goTo(bounds: [number, number, number, number]): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map.fitBounds(bounds, { padding: roomForCards(), maxZoom: 15, animate: !calm });
  }
}

/** The cards lie on the map; what is to be seen is fitted beside them. */
function roomForCards(): maplibregl.PaddingOptions {
  if (matchMedia('(max-width: 640px)').matches) return { top: 120, bottom: 90, left: 16, right: 16 };
  return { top: 30, bottom: 50, left: 330, right: 40 };
}
