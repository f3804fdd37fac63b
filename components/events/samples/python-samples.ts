/** A receiver with FastAPI. The part before "app" needs nothing but Python. */
export function fastApiProgram(path: string): string {
  return `import base64, hashlib, hmac, json, os, time

KEY = base64.b64decode(os.environ["PARLEY_WEBHOOK_SECRET"].removeprefix("whsec_"))


def is_from_parley(headers, raw_body: bytes) -> bool:
    timestamp = headers.get("webhook-timestamp", "")
    # Refuse old requests, so that a recorded one cannot be sent again.
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        return False
    signed = f"{headers.get('webhook-id', '')}.{timestamp}.".encode() + raw_body
    expected = b"v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest())
    # After a rotation there are two signatures for 24 hours; one that matches is enough.
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(expected, signature) for signature in given)


from fastapi import FastAPI, Request, Response

app = FastAPI()


@app.post(${JSON.stringify(path)})
async def receive(request: Request) -> Response:
    raw_body = await request.body()  # The bytes as they came, not a parsed model.
    if not is_from_parley(request.headers, raw_body):
        return Response(status_code=401)
    body = json.loads(raw_body)
    event_id = request.headers["webhook-id"]  # The same on each attempt: skip an id that you have handled.
    print(event_id, body["event"], body["payload"])
    # Answer within 15 seconds, and do long work afterwards.
    return Response(status_code=204)
`;
}
