// The development zone has no code of its own and lies over the divisions. Housing estates lie over them too: what is reported inside
// is shown to others at the community only (domain.md §10). The zone exists, the estates are invented; all shapes are drawn for
// demonstration only.
import type { LngLat } from '../../../shared/geo';

/** A block of some 200 by 220 metres. */
const estate = (id: string, name: string, [lng, lat]: LngLat) => ({
  code: `estate-${id}`,
  name,
  county: '532301',
  estate: true as const,
  ring: [
    [lng - 0.001, lat - 0.001],
    [lng + 0.001, lat - 0.001],
    [lng + 0.001, lat + 0.001],
    [lng - 0.001, lat + 0.001],
    [lng - 0.001, lat - 0.001],
  ] as const,
});

export const ZONES: readonly {
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly ring: readonly LngLat[];
  readonly estate?: true;
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
  estate('dayuan', '米市大院小区', [101.5497, 25.0438]),
  estate('jinxiu', '锦绣家园小区', [101.5405, 25.0328]),
  estate('futayuan', '福塔苑小区', [101.5712, 25.0575]),
  estate('xuefu', '学府雅居小区', [101.5206, 25.0495]),
];
