import type { Endpoint, Input, Reply } from '../../shared/endpoint';
import { type PhotoView, uploadPhoto } from '../../shared/media/contract';
import { sendFile } from '../platform/network';
import { ApiError } from './errors';
import { signIn } from './session';
import { addressOf, apiUrl, headers, token, unwrap } from './wire';

/**
 * Sends one file from the device to an endpoint that takes one.
 * @param onProgress 0–100
 */
export async function sendTo<E extends Endpoint & { file: string }>(
  endpoint: E,
  input: Input<E>,
  file: { path: string; name?: string },
  onProgress: (percent: number) => void = () => {},
): Promise<Reply<E>> {
  if (!token.get()) await signIn();
  const once = async () =>
    unwrap<E>(
      await sendFile(
        { url: apiUrl(addressOf(endpoint, input)), ...file, field: endpoint.file, headers: headers(false) },
        onProgress,
      ),
    );
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    await signIn();
    return once();
  }
}

/**
 * Sends one photo from the device and answers with the stored one.
 * @param path as the camera gave it
 */
export const upload = (path: string, onProgress?: (percent: number) => void): Promise<PhotoView> =>
  sendTo(uploadPhoto, {}, { path }, onProgress);
