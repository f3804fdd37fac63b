import { createHash, createHmac } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { listenLocally } from "@/db/testing/local-server";

export interface BucketServer {
  origin: string;
  /** The stored objects by path, such as `/shop/files/fil_1`. */
  objects: Map<string, Buffer>;
  /** Method and path of each correctly signed request, in order. */
  requests: string[];
  /** Statuses for the next requests; 0 lets a request succeed. */
  failWith: number[];
}

/** The keys that the server accepts. */
export const BUCKET_KEYS = { id: "AKIAEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCY", region: "eu-central-1" };

/**
 * Starts a server with the part of S3's protocol that Parley uses. It verifies signatures (AWS Signature Version 4).
 */
export async function startBucketServer(): Promise<BucketServer> {
  const { origin } = await listenLocally(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? "";
    if (!isSignedRight(request)) return void response.writeHead(403).end("<Code>SignatureDoesNotMatch</Code>");
    server.requests.push(`${request.method} ${path}`);
    const failure = server.failWith.shift();
    if (failure) return void response.writeHead(failure).end("<Error><Code>SlowDown</Code></Error>");
    if (request.method === "PUT") server.objects.set(path, body);
    if (request.method === "PUT") return void response.writeHead(200).end();
    const object = server.objects.get(path);
    if (request.method === "DELETE") server.objects.delete(path);
    if (request.method === "DELETE") return void response.writeHead(204).end();
    if (!object) return void response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    if (start === undefined) return void response.writeHead(200).end(object);
    return void response.writeHead(206).end(object.subarray(Number(start), Number(end) + 1));
  });
  const server: BucketServer = { origin, objects: new Map(), requests: [], failWith: [] };
  return server;
}

type Request = Parameters<Parameters<typeof listenLocally>[0]>[0];

function isSignedRight({ method, url, headers }: Request): boolean {
  const given = /Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)/.exec(
    headers.authorization ?? "",
  );
  if (!given) return false;
  const [, id, day = "", region = "", signed = "", signature] = given;
  const lines = signed.split(";").map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const content = String(headers["x-amz-content-sha256"]);
  const canonical = [method, url, "", lines.join(""), signed, content].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hash].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (last, part) => createHmac("sha256", last).update(part).digest(),
    `AWS4${BUCKET_KEYS.secret}`,
  );
  const right = createHmac("sha256", key).update(toSign).digest("hex");
  return id === BUCKET_KEYS.id && region === BUCKET_KEYS.region && signature === right;
}
