/** The card that answers "who is responsible here?". */
import type { HotspotCell } from './city_map';
import { byId, make } from './elements';
import type { PlaceAnswer, Post, Zone } from './service';
import { named, number, text } from './texts';

export interface Shown {
  answer: PlaceAnswer;
  zone: Zone | null; // the zone of the level that is shown on the map
  cell: (HotspotCell & { category: string }) | null;
}

export class Panel {
  private readonly element = byId<HTMLElement>('panel');
  private shown: Shown | null = null;

  constructor(private readonly onClose: () => void) {
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.shown) this.close();
    });
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.draw();
  }

  close(): void {
    this.shown = null;
    this.element.hidden = true;
    this.onClose();
  }

  /** Again, in the language that is chosen now. */
  draw(): void {
    if (!this.shown) return;
    const { answer, zone, cell } = this.shown;
    const close = make('button', 'close', '×');
    close.type = 'button';
    close.setAttribute('aria-label', text('close'));
    close.addEventListener('click', () => this.close());
    this.element.replaceChildren(close, make('h2', '', text('responsible')));
    this.element.append(...(zone ? zoneParts(answer, zone) : [nobody(answer)]));
    if (cell) this.element.append(cellPart(cell));
    this.element.append(make('p', 'place', `${text('place')} ${answer.lon.toFixed(5)}, ${answer.lat.toFixed(5)}`));
    this.element.hidden = false;
  }
}

function zoneParts(answer: PlaceAnswer, zone: Zone): Node[] {
  const title = make('p', 'zone', make('strong', '', zone.code), ` ${named({ zh: zone.name_zh, en: zone.name_en })}`);
  const parts: Node[] = [title];
  if (zone.districts.length) parts.push(make('p', 'hint', `${text('districts')}: ${zone.districts.join(', ')}`));
  parts.push(posts(zone.posts), facts(zone));
  parts.push(make('p', 'hint', text(answer.method === 'border' ? 'method_border' : 'method_inside')));
  return parts;
}

/** From the zone's own post up to the head of the city. */
function posts(chain: Post[]): Node {
  if (!chain.length) return make('p', '', text('no_post'));
  const list = make('ol', 'posts');
  for (const post of chain) list.append(make('li', '', named({ zh: post.title_zh, en: post.title_en })));
  return list;
}

function facts(zone: Zone): Node {
  return table([
    [text('workload'), text('of_city', { share: number(zone.workload * 100, 2) })],
    [text('streets'), `${number(zone.street_m / 1000, 1)} km`],
    [text('report_count'), number(zone.reports)],
    [text('area'), `${number(zone.area_m2 / 1e6, 2)} km²`],
    [text('block_count'), number(zone.blocks)],
    [text('compactness'), number(zone.polsby_popper, 2)],
  ]);
}

function cellPart(cell: HotspotCell & { category: string }): Node {
  return make(
    'section',
    '',
    make('h3', '', text('cell', { category: cell.category })),
    table([
      [text('cell_reports'), number(cell.n)],
      [text('cell_z'), number(cell.z, 2)],
      [text('cell_q'), cell.q < 0.0001 ? '< 0.0001' : number(cell.q, 4)],
    ]),
  );
}

function nobody(answer: PlaceAnswer): Node {
  const part = make('div', '', make('p', 'zone', text(answer.reason === 'outside' ? 'outside' : 'other_reason')));
  if (answer.distance_m !== null) {
    part.append(make('p', '', text('outside_distance', { distance: number(answer.distance_m) })));
  }
  return part;
}

function table(rows: [string, string][]): Node {
  const list = make('dl', '');
  for (const [name, value] of rows) list.append(make('dt', '', name), make('dd', '', value));
  return list;
}
