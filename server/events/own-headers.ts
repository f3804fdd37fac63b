const OWN_HEADERS = /^(?:webhook-.*|content-(?:type|encoding)|user-agent|accept-encoding)$/i;

/** Whether Parley sets this header on each request to an endpoint, beside those of the connection. */
export function isOwnHeader(name: string): boolean {
  return OWN_HEADERS.test(name);
}
