import type { CategoryView } from '../../../shared/reports/category';
import { listCategories } from '../../../shared/reports/contract';
import { call } from '../../api/client';
import { useCall } from '../../api/use-call';

/** The categories offered now; empty until they are there. Asked anew on every page: here they are what is being changed. */
export function useCategories(): readonly CategoryView[] {
  return useCall('categories', async () => (await call(listCategories)).items).data ?? [];
}
