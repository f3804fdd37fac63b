/** A request that failed: the server refused it, or could not be reached. */
export class RequestError extends Error {
  /** The HTTP status; 0 if there was no response. */
  readonly status: number;
  /** How long the server asks to wait, in milliseconds; 0 if it does not. */
  readonly waitMs: number;

  /** @param message For the visitor; empty if the server gave none. */
  constructor(message: string, status = 0, waitMs = 0) {
    super(message);
    this.status = status;
    this.waitMs = waitMs;
  }

  /** Whether the server would refuse the same request again. Busy servers and rate limits are no refusals. */
  get isRefusal(): boolean {
    const { status } = this;
    return status >= 400 && status < 500 && status !== 408 && status !== 429;
  }
}

export interface RequestOptions {
  method?: "GET" | "POST";
  token?: string | null;
  /** Sent as JSON. */
  body?: object;
  signal?: AbortSignal;
  /** The request is one of the product's own pages, and carries the member's cookies. */
  isOwnOrigin?: boolean;
}

/** @throws RequestError unless the response is a success. An aborted request throws, too. */
export async function sendRequest(
  url: string,
  { token, body, method = "POST", signal, isOwnOrigin }: RequestOptions = {},
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
    // Cookies of the server's origin are not the visitor's business.
    credentials: isOwnOrigin ? "same-origin" : "omit",
    body: body ? JSON.stringify(body) : null,
    signal: signal ?? null,
  }).catch(() => Promise.reject(new RequestError("")));
  if (response.ok) return response;
  throw errorOf(response.status, await response.text().catch(() => ""), response.headers.get("retry-after"));
}

/** The last hint for the site's owner in the console, which each page says once. */
let hinted: string | undefined;

/** The error of an error response. Why a website is refused is for its owner, and not for its visitors. */
export function errorOf(status: number, body: string, retryAfter: string | null = null): RequestError {
  let message: unknown;
  try {
    const { error } = JSON.parse(body) as { error: { message: unknown; details?: { message: string }[] } };
    message = error.message;
    const hint = error.details?.[0]?.message;
    if (status === 403 && hint && hint !== hinted) console.warn(`Parley: ${(hinted = hint)}`);
  } catch {
    // Something between the page and the server answered.
  }
  return new RequestError(typeof message === "string" ? message : "", status, (Number(retryAfter) || 0) * 1000);
}
