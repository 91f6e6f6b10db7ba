import { useCallback, useMemo, useState } from 'react';
import type { Surface } from '../../../shared/geo';
import { areaOf, cornersOf, MAX_CORNERS, outlineProblem, polygonOf } from '../../../shared/green-spaces/outline';
import type { LngLat } from '../../platform/datum';
import type { MapOutline } from '../../platform/map';

export type Drawing = 'place' | 'outline';

/** A plot's outline while it is drawn: corners come by a tap on the ground, move by dragging, go by a tap on them. */
export function useOutline(place: LngLat | null, setPlace: (at: LngLat) => void) {
  const [drawing, setDrawing] = useState<Drawing>('place');
  const [corners, setCorners] = useState<readonly LngLat[]>([]);
  /** several rings came from a file: shown and kept, not changed by hand */
  const [complex, setComplex] = useState<Surface | null>(null);
  /** where the map opens: it does not follow the pin about */
  const [start, setStart] = useState<LngLat>();
  const load = useCallback((shape: Surface | null, at?: LngLat) => {
    const found = cornersOf(shape);
    setCorners(found ?? []);
    setComplex(found ? null : shape);
    if (at) setStart(at);
  }, []);
  const shape = useMemo(() => complex ?? polygonOf(corners), [complex, corners]);
  const outline = useMemo(
    (): MapOutline | undefined =>
      complex
        ? undefined
        : {
            corners,
            onDrag: (corner, to) => setCorners(corners.map((one, i) => (i === corner ? to : one))),
            onCorner: (corner) => setCorners(corners.filter((_, i) => i !== corner)),
          },
    [complex, corners],
  );
  const onGround = (at: LngLat) => {
    if (drawing === 'place') setPlace(at);
    else if (!complex && corners.length < MAX_CORNERS) setCorners([...corners, at]);
  };
  return {
    start,
    drawing,
    setDrawing,
    corners,
    complex,
    shape,
    outline,
    load,
    onGround,
    undo: () => setCorners(corners.slice(0, -1)),
    clear: () => load(null),
    problem: outlineProblem(shape, place),
    areaM2: shape && corners.length !== 1 && corners.length !== 2 ? Math.round(areaOf(shape)) : null,
    full: corners.length >= MAX_CORNERS,
  };
}
export type Outline = ReturnType<typeof useOutline>;
