import Link from "next/link";
import type { ReactNode } from "react";
import { prettyText } from "@/components/trace/pretty-body";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { LocalTime } from "@/components/ui/local-time";
import { kindLabels, outlookInWords, stateOf, targetName } from "../delivery-texts";
import type { Delivery } from "../delivery-types";
import { CustomerLink } from "../list/customer-link";
import { ReplayDeliveryButton } from "../replays/replay-delivery-button";
import { AttemptTimeline } from "./attempt-timeline";

interface DeliveryViewProps {
  delivery: Delivery;
  canReplay: boolean;
}

/** A delivery in full: its state, what is sent, and each attempt. */
export function DeliveryView({ delivery, canReplay }: DeliveryViewProps) {
  const { head, body, texts, attempts } = delivery;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      <Facts delivery={delivery} />
      <OutlookNote delivery={delivery} />
      {canReplay && <ReplayDeliveryButton key={head.id} delivery={delivery} />}
      <section aria-labelledby="attempts" className="grid min-w-0 gap-3">
        <h3 id="attempts" className="text-14 font-semibold">
          Attempts
        </h3>
        {attempts === null ? (
          <p className="text-13 text-muted-foreground">
            {head.attempts === 1 ? "1 attempt was made." : `${head.attempts} attempts were made.`} Attempts of
            notifications are counted, not logged.
            {head.error !== null && ` The newest one failed: ${head.error}`}
          </p>
        ) : (
          <AttemptTimeline attempts={attempts} head={head} />
        )}
      </section>
      <section aria-labelledby="sent" className="grid min-w-0 gap-3">
        <h3 id="sent" className="text-14 font-semibold">
          {head.status === "delivered" ? "What was sent" : "What is sent"}
        </h3>
        {body !== null && <CodeBlock title="Body" code={prettyText(body)} copied={body} wrap className="max-h-120" />}
        {keyed(texts).map(({ key, text }) => (
          <p
            key={key}
            className="rounded-lg border bg-muted px-3 py-2 text-13 leading-5 whitespace-pre-wrap wrap-anywhere"
          >
            {text || "A file"}
          </p>
        ))}
        {body === null && texts.length === 0 && (
          <p className="text-13 text-muted-foreground">The content is not available yet.</p>
        )}
      </section>
    </div>
  );
}

/** The same text may be sent twice in a delivery. */
function keyed(texts: string[]): { key: string; text: string }[] {
  return texts.map((text, index) => ({ key: `${index}-${text.slice(0, 20)}`, text }));
}

function Facts({ delivery }: { delivery: Delivery }) {
  const { head, webhookId, bot } = delivery;
  const state = stateOf(head);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-13 leading-5">
      <Fact name="Status">
        <Badge tone={state.tone}>{state.label}</Badge>
        {head.isTest && <Badge tone="outline">Test</Badge>}
      </Fact>
      <Fact name="Kind">{kindLabels[head.kind]}</Fact>
      <Fact name="To">
        <Target head={head} />
      </Fact>
      {head.conversation && (
        <Fact name="Customer">
          <CustomerLink delivery={head} />
        </Fact>
      )}
      {bot && (
        <Fact name="Bot">
          <TextLink href={`/bots/${bot.id}`}>{bot.name}</TextLink>
        </Fact>
      )}
      {webhookId !== null && (
        <Fact name="webhook-id">
          <span className="flex min-w-0 items-center gap-2">
            <code className="font-mono text-12 break-all">{webhookId}</code>
            <CopyButton text={webhookId} label="Copy the webhook-id" className="-my-1.5 shrink-0" />
          </span>
        </Fact>
      )}
      <Fact name="Created">
        <LocalTime at={head.createdAt} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2">{children}</dd>
    </>
  );
}

function Target({ head }: { head: Delivery["head"] }) {
  const { target } = head;
  const name = targetName(head);
  if (target.type === "channel")
    return <TextLink href={`/bots/${target.botId}/channels/${target.id}`}>{name}</TextLink>;
  if (target.type === "scenario_webhook")
    return <TextLink href={`/bots/${target.botId}/scenario/webhooks/${target.id}`}>{name}</TextLink>;
  if (target.type === "endpoint") return <TextLink href={`/settings/webhooks/${target.id}`}>{name}</TextLink>;
  if (target.type === "notification_webhook") return <TextLink href="/settings/notifications">{name}</TextLink>;
  return <span className="wrap-anywhere">{name}</span>;
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-sm wrap-anywhere underline decoration-border-strong underline-offset-2 focus-ring hover:decoration-current"
    >
      {children}
    </Link>
  );
}

const outlookTones = {
  sending: "info",
  due: "info",
  circuit_open: "warning",
  endpoint_off: "warning",
  given_up: "danger",
} as const;

function OutlookNote({ delivery: { outlook } }: { delivery: Delivery }) {
  const words = outlookInWords(outlook);
  if (outlook.type === "ended" || words === null) return null;
  const at = outlook.type === "due" ? outlook.at : outlook.type === "circuit_open" ? outlook.probeAt : null;
  return (
    <Alert tone={outlookTones[outlook.type]}>
      {words}
      {at !== null && (
        <>
          {" "}
          <LocalTime at={at} />.
        </>
      )}
    </Alert>
  );
}
