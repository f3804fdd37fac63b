import type { z } from "zod";
import { readUploadAnswer, sendUpload } from "./send-upload";

interface PictureUpload {
  url: string;
  picture: File;
  /** The schema of the answer that the picture was stored. */
  accepted: z.ZodType;
  /** Shown if the server refuses the picture for its size. */
  tooLarge: string;
}

/** Uploads a picture that is stored immediately. Returns why it was not stored; null if it was. */
export async function uploadPicture({ url, picture, accepted, tooLarge }: PictureUpload): Promise<string | null> {
  const stored = accepted.transform(() => ({ ok: true as const }));
  const answer = await sendUpload({
    url,
    body: picture,
    read: (status, text) => readUploadAnswer(stored, tooLarge, status, text),
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  return answer.ok ? null : answer.message;
}
