import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { MessageDetails } from "@/server/channels/web/protocol";
import type { ClientHost } from "../client-host.ts";
import type { Log } from "../conversation/shown-messages.ts";
import { aboutVisitor, type Session } from "./create-session.ts";

interface FirstStepsOptions {
  host: ClientHost;
  session: Session;
  log: ReadonlySignal<Log>;
  /** The server has a conversation of the visitor. */
  hasBegun: () => boolean;
}

/** What a visitor has to do before the first message, and what the messages therefore carry. */
export function firstSteps({ host, session, log, hasBegun }: FirstStepsOptions) {
  const agreed = signal(false);
  const contact = signal<Record<string, string> | null>(null);
  const hasWritten = computed(() => log.value.some(({ sender, state }) => sender === "customer" && state === "stored"));
  /** What the server knows of the visitor and the page, as JSON. */
  let told = "";

  const missing = computed(() => {
    const { consent, pre_chat = [] } = session.opened.value ?? {};
    return {
      consent: Boolean(consent && !consent.isGiven && !agreed.value && !host.consent.value),
      contact: contact.value || hasWritten.value ? [] : pre_chat,
    };
  });

  return {
    missing,
    isDone: () => !missing.peek().consent && missing.peek().contact.length === 0,
    /** The version that the visitor agreed to; empty if none is asked for or given. */
    consent: (): { consent?: string } => {
      const asked = session.opened.peek()?.consent;
      return asked && !missing.peek().consent ? { consent: String(asked.version) } : {};
    },
    giveConsent: () => void (agreed.value = true),
    giveContact: (answers: Record<string, string>) => void (contact.value = answers),
    /** What a message carries besides itself: the session stores nothing before the first message. */
    details(): MessageDetails {
      const about = aboutVisitor(host);
      const consent = session.opened.peek()?.consent;
      const isNew = !hasBegun();
      return {
        ...(JSON.stringify(about) !== told && about),
        ...(isNew && log.peek().length > 0 && { welcomed: true }),
        ...(consent && !consent.isGiven && { consent: consent.version }),
        ...(isNew && contact.peek() !== null && { contact: contact.peek() ?? {} }),
      };
    },
    /** A message with the details was stored. */
    onStored() {
      told = JSON.stringify(aboutVisitor(host));
      const consent = session.opened.peek()?.consent;
      if (consent) session.change({ consent: { ...consent, isGiven: true } });
    },
    forget() {
      told = "";
      agreed.value = false;
      contact.value = null;
    },
  };
}
