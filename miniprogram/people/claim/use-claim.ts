import { useState } from 'react';
import { claimPost } from '../../../shared/people/contract';
import { call } from '../../api/client';
import { ApiError, wordsFor } from '../../api/errors';
import { keepMe, useMe } from '../../api/session';
import { toast } from '../../components/toast';
import { go } from '../../platform/go';

export function useClaim() {
  const me = useMe();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const claim = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const now = await call(claimPost, { body: { code: code.trim() } });
      keepMe(now);
      const post = now.posts.find((one) => !me?.posts.some((old) => old.id === one.id)) ?? now.posts[0];
      toast(post ? `您现在是${post.areaName}${post.roleName}` : '已认领');
      go.home();
    } catch (failure) {
      const { title, detail } = wordsFor(failure);
      setError(failure instanceof ApiError ? (failure.fields.code ?? `${title}，${detail}`) : `${title}，${detail}`);
    }
    setBusy(false);
  };
  const change = (next: string) => {
    setCode(next.toUpperCase());
    setError(undefined);
  };
  return { code, change, error, busy, claim, posts: me?.posts ?? [] };
}
