// The development zone has no code of its own and lies over the divisions. Its shape is drawn for demonstration only.
import type { LngLat } from '../../../shared/geo';

export const ZONES: readonly {
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly ring: readonly LngLat[];
}[] = [
  {
    code: 'zone-gaoxin',
    name: '楚雄高新区',
    county: '532301',
    ring: [
      [101.563535, 25.067362],
      [101.577432, 25.072758],
      [101.596292, 25.080852],
      [101.592322, 25.099738],
      [101.568498, 25.097939],
      [101.559564, 25.08265],
      [101.563535, 25.067362],
    ],
  },
];
