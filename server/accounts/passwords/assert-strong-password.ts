import { DomainError } from "@/server/errors";

/** The estimate takes longer for longer passwords, so only the first characters are used. */
const LOOKED_AT = 24;
/** The best-known example of a passphrase. The word lists contain its words, but not the whole. */
const FAMOUS = ["correcthorse", "correcthorsebattery", "correcthorsebatterystaple"];
const SEPARATORS = /[^\p{L}\p{N}]+/u;
/** On zxcvbn's scale from 0 to 4. A password with a lower score is found with a million guesses. */
const LEAST_SCORE = 2;

/**
 * Refuses passwords that attackers try first: common ones and their usual variants, repeated or neighbouring
 * characters, and the person's own name and address.
 * @throws DomainError invalid, at the field `password`.
 */
export async function assertStrongPassword(password: string, person: { email: string; name: string }): Promise<void> {
  const { check } = await estimator();
  const names = [person.name, person.email.split("@")[0] ?? ""];
  const parts = names.map((name) => name.split(SEPARATORS).filter(Boolean));
  // People also write their name as one word, in either order.
  const joined = parts.flatMap((words) => [words.join(""), words.toReversed().join("")]);
  const own = [...FAMOUS, person.email, ...names, ...parts.flat(), ...joined];
  if (check(password.slice(0, LOOKED_AT), own.filter(Boolean)) >= LEAST_SCORE) return;
  const message = "This password is easy to guess. Use a longer one, such as a few words that have nothing in common.";
  throw new DomainError("invalid", message, { details: [{ path: ["password"], message }] });
}

type Estimator = { check(password: string, own: string[]): number };
let loaded: Promise<Estimator> | undefined;

/** Loaded when the first password is chosen, because the word lists take time and 15 MB. */
function estimator(): Promise<Estimator> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const factory = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return { check: (password, own) => factory.check(password, own).score };
}
