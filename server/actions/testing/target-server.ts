import { serveHttp, type ReceivedRequest } from "@/server/outbound/testing/local-server";

type Handler = Parameters<typeof serveHttp>[0];

/** How a path answers: a fixed response, or a request handler. */
export type Answer = { status?: number; headers?: Record<string, string>; body?: string | Buffer } | Handler;

export interface TargetServer {
  url: string;
  received: ReceivedRequest[];
  /** Sets the answer for a path and its sub-paths; other paths answer 200 with `{"ok":true}`. */
  on(path: string, answer: Answer): void;
}

/** Starts a server in the role of a customer's system; it stops after the test. */
export async function startTargetServer(): Promise<TargetServer> {
  const answers = new Map<string, Answer>();
  const { origin, requests } = await serveHttp((request, response) => {
    const path = request.url.split("?")[0] ?? "";
    const known = answers.get(path) ?? answers.get(`/${path.split("/")[1] ?? ""}`) ?? {};
    if (typeof known === "function") return known(request, response);
    const { status = 200, headers = { "content-type": "application/json" }, body = '{"ok":true}' } = known;
    response.writeHead(status, headers).end(body);
  });
  return { url: origin, received: requests, on: (path, answer) => void answers.set(path, answer) };
}
