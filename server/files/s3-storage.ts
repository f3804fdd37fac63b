import { AwsClient } from "aws4fetch";
import { type Env, fromEnv } from "@/server/env";
import type { FileStorage } from "./file-storage";

const TIMEOUT_MS = 30_000;
/** Retries after a 429 or 5xx, with exponential backoff. */
const RETRIES = 3;

interface Bucket {
  client: AwsClient;
  /** The bucket's URL in path style, which every S3-compatible storage supports. */
  url: string;
}

const configuredBucket = fromEnv(bucketOf);

/** Returns the storage in the configured S3-compatible bucket; null if no bucket is configured. */
export function s3Storage(): FileStorage | null {
  const bucket = configuredBucket();
  return bucket === null ? null : storageIn(bucket);
}

function bucketOf({ S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Env): Bucket | null {
  if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null;
  const endpoint = S3_ENDPOINT ?? `https://s3.${S3_REGION}.amazonaws.com`;
  const client = new AwsClient({
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    region: S3_REGION,
    service: "s3",
    retries: RETRIES,
    initRetryMs: 100,
  });
  return { client, url: `${endpoint.replace(/\/+$/, "")}/${encodeURIComponent(S3_BUCKET)}` };
}

function storageIn(to: Bucket): FileStorage {
  return {
    kind: "s3",
    async put(fileId, bytes) {
      await send(to, fileId, { method: "PUT", body: new Uint8Array(bytes) });
      return { bytes: null };
    },
    async slice(fileId, offset, length) {
      const headers = { range: `bytes=${offset}-${offset + length - 1}` };
      const response = await send(to, fileId, { headers });
      const bytes = new Uint8Array(await response.arrayBuffer());
      // A storage without support for ranges sends the whole object.
      return response.status === 206 ? bytes : bytes.subarray(offset, offset + length);
    },
    async remove(fileId) {
      await send(to, fileId, { method: "DELETE" });
    },
  };
}

/** @throws Error with the status and the storage's error code, such as `AccessDenied`. */
async function send({ client, url }: Bucket, fileId: string, request: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await client.fetch(`${url}/files/${fileId}`, { ...request, signal });
  if (response.ok) return response;
  const code = /<Code>([\w.]+)<\/Code>/.exec(await response.text())?.[1];
  const what = `${request.method ?? "GET"} of the file ${fileId}`;
  throw new Error(`S3 refused the ${what}: ${response.status}${code === undefined ? "" : ` ${code}`}`);
}
