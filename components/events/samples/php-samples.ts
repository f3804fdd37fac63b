const verifyInPhp = `function isFromParley(string $id, string $timestamp, string $signatures, string $rawBody): bool
{
    // Refuse old requests, so that a recorded one cannot be sent again.
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', getenv('PARLEY_WEBHOOK_SECRET')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$rawBody", $key, true));
    // After a rotation there are two signatures for 24 hours; one that matches is enough.
    foreach (explode(' ', $signatures) as $signature) {
        if (hash_equals($expected, $signature)) {
            return true;
        }
    }
    return false;
}`;

/** A receiver in plain PHP. */
export function plainPhp(): string {
  return `<?php
${verifyInPhp}

$rawBody = file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$signatures = $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '';
if (!isFromParley($id, $timestamp, $signatures, $rawBody)) {
    http_response_code(401);
    exit;
}
['event' => $event, 'payload' => $payload] = json_decode($rawBody, true);
// $id is the same on each attempt: skip an id that you have handled.
error_log("$id $event");
// Answer within 15 seconds, and do long work afterwards.
http_response_code(204);
`;
}

/** A route of Laravel. */
export function laravelRoute(path: string): string {
  return `<?php
// routes/api.php, whose routes have the prefix /api and no CSRF check. In routes/web.php, exclude the path from that check.
use Illuminate\\Http\\Request;
use Illuminate\\Support\\Facades\\Route;

Route::post(${phpText(path.replace(/^\/api(?=\/)/, ""))}, function (Request $request) {
    $id = $request->header('webhook-id', '');
    $timestamp = $request->header('webhook-timestamp', '');
    $signatures = $request->header('webhook-signature', '');
    // getContent() has the bytes as they came; $request->all() does not.
    if (!isFromParley($id, $timestamp, $signatures, $request->getContent())) {
        abort(401);
    }
    ['event' => $event, 'payload' => $payload] = json_decode($request->getContent(), true);
    // $id is the same on each attempt: skip an id that you have handled.
    logger("$id $event");
    // Answer within 15 seconds, and do long work in a job.
    return response()->noContent();
});

${verifyInPhp}
`;
}

function phpText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
