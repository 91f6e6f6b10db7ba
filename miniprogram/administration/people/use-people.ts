import { useState } from 'react';
import { type AdminPostView, listPosts, type PostState } from '../../../shared/people/admin-contract';
import type { Role } from '../../../shared/people/roles';
import { call } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { useCounty, usePlaces } from '../parts/use-county';

export type Opened = { kind: 'invite' } | { kind: 'post'; id: string } | undefined;

export function usePeople() {
  const place = useCounty();
  const [all, setAll] = useState(false);
  const [words, setWords] = useState('');
  const [role, setRole] = useState<Role>();
  const [state, setState] = useState<PostState>();
  const [opened, setOpened] = useState<Opened>();
  const county = all ? undefined : place.county;
  const key = place.county && [county, words.trim(), role, state].join('|');
  const list = usePages(key, (cursor) =>
    call(listPosts, {
      query: {
        limit: '50',
        ...(county ? { county } : {}),
        ...(words.trim() ? { text: words.trim() } : {}),
        ...(role ? { role } : {}),
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      },
    }),
  );
  const places = usePlaces(place.county);
  const post = opened?.kind === 'post' ? list.items.find(({ id }) => id === opened.id) : undefined;
  // a post that was changed may have left the list it was found in; its panel stays
  const [kept, setKept] = useState<AdminPostView>();
  return {
    place,
    all,
    setAll,
    words,
    setWords,
    role,
    setRole,
    state,
    setState,
    list,
    places,
    opened,
    post: post ?? (opened?.kind === 'post' && kept?.id === opened.id ? kept : undefined),
    open: (next: Opened) => {
      setKept(next?.kind === 'post' ? list.items.find(({ id }) => id === next.id) : undefined);
      setOpened(next);
    },
    changed: (next: AdminPostView) => {
      setKept(next);
      void list.reload();
    },
  };
}
export type People = ReturnType<typeof usePeople>;
