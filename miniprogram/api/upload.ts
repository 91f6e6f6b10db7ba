import { type PhotoView, uploadPhoto } from '../../shared/media/contract';
import { sendFile } from '../platform/network';
import { ApiError } from './errors';
import { signIn } from './session';
import { apiUrl, headers, token, unwrap } from './wire';

/**
 * Sends one photo from the device and answers with the stored one.
 * @param path as the camera gave it
 * @param onProgress 0–100
 */
export async function upload(path: string, onProgress: (percent: number) => void = () => {}): Promise<PhotoView> {
  if (!token.get()) await signIn();
  const once = async () =>
    unwrap<typeof uploadPhoto>(
      await sendFile(
        { url: apiUrl(uploadPhoto.path), path, field: uploadPhoto.file, headers: headers(false) },
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
