import { randomInt } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { recoveryCodes } from "@/db/schema/accounts";
import { hashToken } from "@/server/secrets/secret-box";

const COUNT = 10;
/** Without letters and digits that look alike. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Replaces a user's recovery codes, and returns the new ones. Only their hashes are stored. */
export async function replaceRecoveryCodes(on: Executor, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await on.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await on.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: hashOf(code) })));
  return codes;
}

/** Uses a recovery code up, and returns whether it was one. Of concurrent uses, one succeeds. */
export async function takeRecoveryCode(on: Executor, userId: string, code: string): Promise<boolean> {
  const taken = await on
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, hashOf(code))))
    .returning({ userId: recoveryCodes.userId });
  return taken.length > 0;
}

function newCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** People type codes with other separators, or in capitals. */
function hashOf(code: string): string {
  return hashToken(code.toLowerCase().replace(/[^a-z\d]/g, ""));
}
