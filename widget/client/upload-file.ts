import type { UploadedFile } from "@/server/channels/web/protocol";
import { errorOf, RequestError } from "./request.ts";

interface Upload {
  url: string;
  token: string;
  file: File;
  /** Gets a number from 0 to 1. */
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

/** Uploads a file; `fetch` would not tell the progress. @throws RequestError */
export function uploadFile({ url, token, file, onProgress, signal }: Upload): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("loadend", () => {
      const { status, responseText } = request;
      if (status === 201) resolve(JSON.parse(responseText) as UploadedFile);
      else reject(status ? errorOf(status, responseText) : new RequestError(""));
    });
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", url);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.send(file);
  });
}
