/** The page: asks the service for the city, draws it, and connects controls, map and panel. */
import { CityMap } from './city_map';
import { Controls, type ZonesByLevel } from './controls';
import { byId } from './elements';
import { drawLegend } from './legend';
import { Panel } from './panel';
import * as service from './service';
import { language, named, onLanguage, setLanguage, text, translatePage } from './texts';
import './style.css';

function drawTitle(city: service.Summary): void {
  const name = named({ zh: city.city.name_zh, en: city.city.name_en });
  byId('city').textContent = name;
  byId('plan').textContent = text('plan', {
    version: String(city.plan.version),
    date: city.plan.valid_from.slice(0, 10),
  });
  byId('language').textContent = text('language');
  byId('attribution').textContent = city.attribution;
  byId('synthetic').hidden = !city.synthetic;
  document.title = `${name} – libgrid`;
}

function showProblem(problem: unknown): void {
  const message = byId('message');
  message.textContent = text('failed', { reason: problem instanceof Error ? problem.message : String(problem) });
  message.hidden = false;
}

async function start(): Promise<void> {
  translatePage();
  const [city, categories, bias] = await Promise.all([service.summary(), service.categories(), service.bias()]);
  const zones = await Promise.all(city.levels.map(({ level }) => service.zones(level)));
  const map = new CityMap(byId('map'), city.bounds, zones.length);
  const panel = new Panel(() => void map.select(null));
  const controls = new Controls(zones, categories, city.reports, biasLayers(bias));

  const apply = async (): Promise<void> => {
    const now = controls.visible();
    drawLegend(now);
    await map.showLevel(now.level);
    await map.showDuties(now.duties);
    await map.show(['blocks'], now.blocks);
    await map.show(['links'], now.links);
    await map.show(['heat'], now.heat);
    await map.dim(now.heat || now.hotspots || now.bias !== null);
    await map.setBias(now.bias, now.bias ? meanRate(bias, now.bias) : 0);
    await map.setHotspots(now.hotspots ? controls.category() : null);
  };
  controls.onChange(() => void apply());
  const land = (zones[0]?.features ?? []).reduce((sum, feature) => sum + feature.properties.area_m2, 0);
  const heat = (): Promise<void> => map.setHeat(controls.category(), controls.categoryReports(), land);
  controls.onCategory(() => void heat());

  const ask = async (lon: number, lat: number, cell: Parameters<Parameters<CityMap['onPlace']>[0]>[2]) => {
    const answer = await service.locate(lon, lat);
    const zone = zoneOfLevel(zones, answer.zone, controls.visible().level);
    await map.select(zone);
    panel.show({ answer, zone, cell: cell ? { ...cell, category: controls.category() } : null });
    map.reveal(lon, lat);
  };
  map.onPlace((lon, lat, cell) => void ask(lon, lat, cell).catch(showProblem));
  controls.onZone((feature) => {
    map.goTo(boundsOf(feature.geometry));
    const zone = feature.properties;
    void map.select(zone);
    const [lon, lat] = zone.label;
    const place = { lon, lat, zone, upper_zone: null, method: 'inside' as const, reason: null, distance_m: null };
    panel.show({ answer: { ...place, responsible: null }, zone, cell: null });
  });

  onLanguage(() => {
    drawTitle(city);
    controls.draw();
    panel.draw();
    drawLegend(controls.visible());
  });
  translatePage(); // the map's own controls are there now
  byId('language').addEventListener('click', () => setLanguage(language() === 'zh' ? 'en' : 'zh'));
  drawTitle(city);
  await heat();
  await apply();
  Object.assign(window, { __map: map.map }); // for the browser test
}

/** The zone itself or the one of a level above in which it lies. */
function zoneOfLevel(zones: ZonesByLevel, zone: service.Zone | null, level: number): service.Zone | null {
  if (!zone || zone.level <= level) return zone;
  const parent = zones[zone.level - 2]?.features.find((f) => f.properties.zone_id === zone.parent_id);
  return zoneOfLevel(zones, parent?.properties ?? null, level);
}

type BiasZones = GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, service.BiasZone>;

/** The layers that the file has; without known sources there is no public one. */
function biasLayers(zones: BiasZones): service.BiasLayer[] {
  const first = zones.features[0]?.properties;
  return (['all', 'adjusted', 'public'] as const).filter((layer) => first && `rate_${layer}` in first);
}

/** Reports per street km of a layer as a whole. */
function meanRate(zones: BiasZones, layer: service.BiasLayer): number {
  let reports = 0;
  let length = 0;
  for (const { properties } of zones.features) {
    const rate = properties[`rate_${layer}`];
    if (rate === null || rate === undefined) continue;
    reports += rate * properties.street_km;
    length += properties.street_km;
  }
  return length > 0 ? reports / length : 0;
}

function boundsOf(shape: GeoJSON.MultiPolygon): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of shape.coordinates.flat(2)) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

start().catch(showProblem);
