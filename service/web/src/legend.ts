/** The legend: only what is on the map right now. */
import { byId, make } from './elements';
import * as palette from './palette';
import type { BiasLayer } from './service';
import { text } from './texts';

export interface Visible {
  level: number;
  duties: boolean;
  blocks: boolean;
  links: boolean;
  heat: boolean;
  hotspots: boolean;
  bias: BiasLayer | null;
}

export function drawLegend(visible: Visible): void {
  const rows: Node[] = [row(areaSample(), text('legend_zone'))];
  if (visible.level > 1) rows.push(row(lineSample(`3px solid ${palette.border.upper}`), text('legend_level1')));
  if (visible.duties) rows.push(row(lineSample(`3px solid ${palette.streets[0]}`), text('legend_street')));
  if (visible.blocks) rows.push(row(lineSample(`1px solid ${palette.border.block}`), text('legend_block')));
  if (visible.links) rows.push(row(lineSample(`2px dashed ${palette.link}`), text('legend_link')));
  if (visible.hotspots) {
    rows.push(row(boxSample(palette.hot), text('legend_hot')), row(boxSample(palette.cold), text('legend_cold')));
  }
  if (visible.heat) rows.push(heatBar());
  if (visible.bias) {
    rows.push(make('div', '', text('legend_bias')));
    for (const { colour, words } of palette.biasClasses) rows.push(row(boxSample(colour), words));
    rows.push(row(boxSample(palette.ink), text('legend_bias_hot')));
  }
  byId('legend').replaceChildren(...rows);
}

function row(sample: HTMLElement, label: string): Node {
  sample.setAttribute('aria-hidden', 'true');
  return make('div', 'legend-row', sample, make('span', '', label));
}

function areaSample(): HTMLElement {
  const sample = make('span', 'sample areas');
  for (const colour of palette.areas.slice(0, 4)) {
    const part = make('i', '');
    part.style.background = colour;
    sample.append(part);
  }
  return sample;
}

function lineSample(border: string): HTMLElement {
  const sample = make('span', 'sample line');
  sample.style.borderTop = border;
  return sample;
}

function boxSample(colour: string): HTMLElement {
  const sample = make('span', 'sample box');
  sample.style.borderColor = colour;
  sample.style.background = `${colour}52`;
  return sample;
}

function heatBar(): Node {
  const bar = make('span', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  bar.style.background = `linear-gradient(to right, ${palette.heat.join(', ')})`;
  const few = make('span', '', text('legend_heat_few'));
  const many = make('span', '', text('legend_heat_many'));
  return make('div', 'legend-heat', few, bar, many);
}
