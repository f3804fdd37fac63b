import type { CodeSample } from "./code-sample";

const node = `import { createHmac } from "node:crypto";

/** The hash that proves to Parley who the user is. Call it on your server only. */
export function parleyUserHash(userId) {
  return createHmac("sha256", process.env.PARLEY_IDENTITY_SECRET).update(String(userId)).digest("hex");
}
`;

const python = `import hashlib, hmac, os


def parley_user_hash(user_id) -> str:
    """The hash that proves to Parley who the user is. Call it on your server only."""
    key = os.environ["PARLEY_IDENTITY_SECRET"].encode()
    return hmac.new(key, str(user_id).encode(), hashlib.sha256).hexdigest()
`;

const php = `<?php
/** The hash that proves to Parley who the user is. Call it on your server only. */
function parley_user_hash(string $userId): string
{
    return hash_hmac('sha256', $userId, getenv('PARLEY_IDENTITY_SECRET'));
}
`;

/** How a website's server signs the id of its user. */
export const identitySamples: readonly CodeSample[] = [
  { key: "node", label: "Node", title: "parley-user-hash.mjs", where: "", code: node },
  { key: "python", label: "Python", title: "parley_user_hash.py", where: "", code: python },
  { key: "php", label: "PHP", title: "parley-user-hash.php", where: "", code: php },
];
