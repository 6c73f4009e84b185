/** The card with layers, levels and categories: reads what the user chose, tells who listens. */
import { byId, make, option } from './elements';
import type { Visible } from './legend';
import type { BiasLayer, Category, Zone } from './service';
import { number, text } from './texts';

export type ZoneFeature = GeoJSON.Feature<GeoJSON.MultiPolygon, Zone>;
/** Position 0 is level 1. */
export type ZonesByLevel = GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, Zone>[];

export class Controls {
  private readonly zoneChoice = byId<HTMLSelectElement>('zone');
  private readonly categoryChoice = byId<HTMLSelectElement>('category');
  private readonly hotspotChoice = byId<HTMLInputElement>('show-hotspots');
  private readonly biasChoice = byId<HTMLSelectElement>('bias');
  private readonly changed: (() => void)[] = [];

  constructor(
    private readonly zones: ZonesByLevel,
    private readonly categories: Category[],
    private readonly reports: number,
    private readonly biasLayers: BiasLayer[],
  ) {
    byId('bias-choice').hidden = biasLayers.length === 0;
    this.biasChoice.addEventListener('change', () => this.tell());
    if (matchMedia('(max-width: 640px)').matches) byId<HTMLDetailsElement>('controls').open = false;
    this.offerLevels();
    for (const input of document.querySelectorAll<HTMLInputElement>('#controls input')) {
      input.addEventListener('change', () => this.tell());
    }
    for (const level of document.querySelectorAll<HTMLInputElement>('input[name=level]')) {
      level.addEventListener('change', () => this.draw());
    }
    this.draw();
  }

  onChange(listener: () => void): void {
    this.changed.push(listener);
  }

  onCategory(listener: () => void): void {
    this.categoryChoice.addEventListener('change', () => {
      this.allowHotspots();
      listener();
      this.tell();
    });
  }

  onZone(listener: (feature: ZoneFeature) => void): void {
    this.zoneChoice.addEventListener('change', () => {
      const id = Number(this.zoneChoice.value);
      const feature = this.features().find((f) => f.properties.zone_id === id);
      if (feature) listener(feature);
    });
  }

  /** "" for all reports. */
  category(): string {
    return this.categoryChoice.value;
  }

  categoryReports(): number {
    return this.categories.find((c) => c.category === this.category())?.reports ?? this.reports;
  }

  visible(): Visible {
    const checked = (id: string) => byId<HTMLInputElement>(id).checked;
    return {
      level: this.level(),
      duties: checked('show-duties'),
      blocks: checked('show-blocks'),
      links: checked('show-links'),
      heat: checked('show-heat'),
      hotspots: checked('show-hotspots'),
      bias: this.biasLayers.find((layer) => layer === this.biasChoice.value) ?? null,
    };
  }

  /** Fills the two lists again, in the language and for the level that are chosen now. */
  draw(): void {
    for (const [at, zones] of this.zones.entries()) {
      byId(`level${at + 1}`).textContent = text('level', { level: String(at + 1), n: number(zones.features.length) });
    }
    const category = this.category();
    this.categoryChoice.replaceChildren(
      option('', text('all_categories', { n: number(this.reports) })),
      ...this.categories.map((c) => option(c.category, `${c.category} (${number(c.reports)})`)),
    );
    this.categoryChoice.value = category;
    const bias = this.biasChoice.value;
    this.biasChoice.replaceChildren(
      option('', text('bias_none')),
      ...this.biasLayers.map((layer) => option(layer, text(`bias_${layer}`))),
    );
    this.biasChoice.value = bias;
    const zone = this.zoneChoice.value;
    this.zoneChoice.replaceChildren(
      option('', text('choose')),
      ...this.features().map((f) =>
        option(String(f.properties.zone_id), `${f.properties.code} · ${f.properties.districts[0] ?? ''}`),
      ),
    );
    this.zoneChoice.value = zone;
    if (this.zoneChoice.selectedIndex < 0) this.zoneChoice.value = '';
    this.allowHotspots();
  }

  /** One button per level, the lowest first and chosen. */
  private offerLevels(): void {
    const levels = this.zones.map((_, at) => at + 1).reverse();
    for (const level of levels) {
      const input = make('input', '');
      Object.assign(input, { type: 'radio', name: 'level', value: String(level), checked: level === levels[0] });
      const words = make('span', '');
      words.id = `level${level}`;
      byId('levels').append(make('label', '', input, words));
    }
  }

  private level(): number {
    return Number(document.querySelector<HTMLInputElement>('input[name=level]:checked')?.value ?? this.zones.length);
  }

  private features(): ZoneFeature[] {
    return this.zones[this.level() - 1]?.features ?? [];
  }

  /** Hotspots are a statement about one category, and only those with enough reports have them. */
  private allowHotspots(): void {
    const chosen = this.categories.find((c) => c.category === this.category());
    const possible = chosen?.has_hotspots ?? false;
    this.hotspotChoice.disabled = !possible;
    if (!possible) this.hotspotChoice.checked = false;
    byId('hotspot-hint').hidden = possible;
  }

  private tell(): void {
    for (const listener of this.changed) listener();
  }
}
