/** The colours of the map, in one place. Areas are pale, so that lines, streets and labels stay readable on them. */
import type { ExpressionSpecification } from 'maplibre-gl';

export const water = '#dbe6ec';
export const ink = '#2d3338';
export const border = { upper: '#3b4650', lower: '#7d8790', block: '#a9a59a' };
export const link = '#8a4b2a';
export const selected = '#0b5cad';
export const hot = '#c0202e';
export const cold = '#2166ac';

/** Areas and streets of zones; position = property colour (neighbours have different ones). */
export const areas = ['#cfe1ee', '#d9eacb', '#f5e4c6', '#e5d8ea', '#f5d9d3', '#cfe9e4', '#f1eec2', '#e0dfd8'];
export const streets = ['#3f7cab', '#5c9440', '#bd8530', '#8862a0', '#c0594c', '#34887c', '#9a912c', '#77736a'];

/** From few to many reports; light to dark also without colour vision. */
export const heat = ['rgba(255,237,160,0)', '#ffeda0', '#feb24c', '#f4722b', '#cf2527', '#7d0d2b'];

/** Rates of a layer over its mean: from this on, colour, words. */
export const biasClasses = [
  { from: 0, colour: '#eef3f7', words: '< 0.5' },
  { from: 0.5, colour: '#c3d7e6', words: '0.5–0.8' },
  { from: 0.8, colour: '#8db4d0', words: '0.8–1.25' },
  { from: 1.25, colour: '#e9b872', words: '1.25–2' },
  { from: 2, colour: '#c4501b', words: '> 2' },
];

export function byColour(colours: string[], property = 'colour'): ExpressionSpecification {
  const cases = colours.flatMap((colour, index) => [index, colour]);
  const at = ['%', ['max', ['get', property], 0], colours.length];
  return ['match', at, ...cases, colours[0]] as unknown as ExpressionSpecification;
}
