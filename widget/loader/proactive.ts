import type { LauncherSettings } from "@/server/channels/web/protocol";
import { matchPage } from "./match-page.ts";
import type { Memory } from "./memory.ts";

type Rule = LauncherSettings["proactive"][number];

export interface Proactive {
  /** From now on what has appeared is remembered: the visitor has reacted to it, or storage is allowed. */
  allowMemory(): void;
  /** Nothing appears any more on this page view. */
  stop(): void;
}

/** Lets each message appear once per visitor, when its page has been shown for its time. */
export function watchProactive(
  rules: readonly Rule[],
  memory: Memory,
  appear: (rule: Rule) => void,
  end: AbortSignal,
): Proactive {
  const shown = memory.shown();
  /** Since when the page fits each rule. */
  const since = new Map<Rule, number>();
  let waiting = rules.filter(({ id }) => !shown.includes(id));
  let mayRemember = memory.isKnown();
  // The address is read once a second, since scripts that change it by the history are not announced in every browser.
  const timer = waiting.length > 0 ? setInterval(check, 1000) : 0;
  const stop = () => clearInterval(timer);

  function check(): void {
    const now = performance.now();
    for (const rule of waiting) {
      if (!matchPage(rule.page, location.href)) since.delete(rule);
      else if (!since.has(rule)) since.set(rule, now);
      if (now - (since.get(rule) ?? Infinity) < rule.afterSeconds * 1000) continue;
      waiting = waiting.filter((other) => other !== rule);
      shown.push(rule.id);
      if (mayRemember) memory.keepShown(shown);
      appear(rule);
      return;
    }
    if (waiting.length === 0) stop();
  }

  if (timer) check();
  end.addEventListener("abort", stop);
  return {
    allowMemory() {
      mayRemember = true;
      if (shown.length > 0) memory.keepShown(shown);
    },
    stop,
  };
}
