/** What the service answers, as types, and the calls that ask it. See ../../openapi.yaml. */

export interface Post {
  post_id: number;
  level: number;
  title_zh: string;
  title_en: string;
}

export interface Zone {
  zone_id: number;
  code: string;
  level: number;
  parent_id: number | null;
  name_zh: string;
  name_en: string;
  districts: string[];
  label: [number, number];
  blocks: number;
  area_m2: number;
  street_m: number;
  reports: number;
  workload: number;
  polsby_popper: number;
  parts: number;
  posts: Post[];
}

export interface PlaceAnswer {
  lon: number;
  lat: number;
  zone: Zone | null;
  upper_zone: Zone | null;
  method: 'inside' | 'border' | 'none';
  reason: string | null;
  distance_m: number | null;
  responsible: Responsible | null;
}

/** Who answers for a report there by the whole order of rules: a row of attribution.csv. */
export interface Responsible {
  zone: string | null;
  method: string;
  rule: string;
  distance_m: number | null;
  district: string | null;
  to_verify: boolean;
  candidates: { zone: string; distance_m: number }[];
}

export interface Summary {
  city: { code: string; name_zh: string; name_en: string };
  plan: { version: number; valid_from: string };
  bounds: [number, number, number, number];
  attribution: string;
  synthetic: boolean;
  levels: { level: number; zones: number }[];
  reports: number;
}

export interface Category {
  category: string;
  reports: number;
  has_hotspots: boolean;
}

/** A zone of the bias layers: rates per street km, 1 where the zone is hot. */
export type BiasLayer = 'all' | 'adjusted' | 'public';
export type BiasZone = { street_km: number } & Partial<Record<`rate_${BiasLayer}`, number | null>>;

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

export const summary = (): Promise<Summary> => get('/v1/summary');
export const categories = async (): Promise<Category[]> =>
  (await get<{ categories: Category[] }>('/v1/categories')).categories;
export const zones = (level: number): Promise<GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, Zone>> =>
  get(`/v1/zones?level=${level}`);
export const bias = (): Promise<GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, BiasZone>> => get('/v1/bias');
export const locate = (lon: number, lat: number): Promise<PlaceAnswer> => get(`/v1/locate?lon=${lon}&lat=${lat}`);

/** Absolute, because the map's worker has no page to be relative to. */
export function tileUrl(layer: string, query = ''): string {
  return `${location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt${query}`;
}
export const hotspotUrl = (category: string): string =>
  `${location.origin}/v1/hotspots?category=${encodeURIComponent(category)}`;
