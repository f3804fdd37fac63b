import { setTimeout as sleep } from "node:timers/promises";
import { summarise } from "../statistics.ts";
import type { Attack } from "./attacks.ts";
import { chatMeanwhile } from "./chat-meanwhile.ts";
import type { Scene } from "./scene.ts";

export interface AttackFigures {
  attack: string;
  by: Attack["by"];
  /** The outcome of the attack: an HTTP status or the status of a run. */
  status: string;
  /** Kilobytes sent back to the attacker. */
  kilobytes: number;
  /** Milliseconds of the other tenant's chat. */
  longestMs: number;
  medianMs: number;
  messages: number;
  failed: number;
  verdict: "ok" | "too long";
}

/** The goal: no customer of another tenant waits longer. */
const GOAL_MS = 1_000;
/** The maximum wait for an attack's answer. */
const TIMEOUT_MS = 60_000;
/** How long only the chat runs, before the attack and after it. */
const AROUND_MS = 1_000;

/** Executes an attack while the other tenant's customers chat. */
export async function measureAttack(attack: Attack, scene: Scene): Promise<AttackFigures> {
  const fire = await attack.arm(scene);
  const stopping = new AbortController();
  const chatting = chatMeanwhile(scene.bystanderChat, stopping.signal);
  await sleep(AROUND_MS);
  const late = sleep(TIMEOUT_MS, { status: `more than ${TIMEOUT_MS / 1000} s`, bytes: 0 }, { ref: false });
  const { status, bytes } = await Promise.race([fire().catch(failed), late]);
  await sleep(AROUND_MS);
  stopping.abort();
  const seen = await Promise.race([chatting, sleep(TIMEOUT_MS, null, { ref: false })]);
  const { max, p50, count } = summarise(seen?.answers ?? [TIMEOUT_MS]);
  const isInTime = seen !== null && seen.failed === 0 && max <= GOAL_MS;
  return {
    attack: attack.name,
    by: attack.by,
    status,
    kilobytes: Math.round(bytes / 1000),
    longestMs: Math.round(max),
    medianMs: Math.round(p50),
    messages: count,
    failed: seen?.failed ?? 1,
    verdict: isInTime ? "ok" : "too long",
  };
}

function failed(error: unknown) {
  return { status: error instanceof Error ? error.message.slice(0, 60) : String(error), bytes: 0 };
}
