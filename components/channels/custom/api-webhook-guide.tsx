import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { type ApiAccess, receiverProgram } from "./api-samples";
import { Prose } from "@/components/ui/guide-section";
import { ApiSection } from "./api-section";
import type { ChannelApi } from "@/server/channels/contract";
import { durationInWords } from "@/server/text/duration-in-words";
import { delaysInWords, outgoingEvents } from "./api-texts";
import type { SettingsOf } from "@/components/channels/channel-types";

interface WebhookSectionProps {
  settings: SettingsOf<"custom">;
  api: ChannelApi;
  settingsHref: string;
}

/** What is posted to a channel's webhook, and when it counts as delivered (CONTRACTS §2). */
export function WebhookSection({ settings, api, settingsHref }: WebhookSectionProps) {
  return (
    <ApiSection
      id="webhook"
      intro="Every answer of the bot, and what your people write here, is posted to your webhook with the chat_id that you sent."
    >
      {settings.webhookUrl === null && (
        <Alert tone="warning" title="This channel has no webhook URL yet">
          Answers cannot be delivered. <SettingsLink href={settingsHref}>Set it under Settings</SettingsLink>.
        </Alert>
      )}
      <CodeBlock title="A text" code={pretty(outgoingEvents.text)} wrap />
      <CodeBlock
        title="A text with quick replies, as a structured message"
        code={pretty(outgoingEvents.structured)}
        wrap
      />
      <CodeBlock title="A file" code={pretty(outgoingEvents.file)} wrap />
      <CodeBlock title="The test button" code={pretty(outgoingEvents.test)} wrap />
      <DefinitionList>
        <Definition term={<Code>event_type</Code>}>
          new_messages, or test_request when somebody presses <b>Send a test request</b> under Settings. Answer both
          with 200, and ignore types that you don't know: there may be more later.
        </Definition>
        <Definition term={<Code>type</Code>}>
          text has <Code>text</Code>; image, audio and document have <Code>file</Code>, whose link needs no token and
          works for {api.fileLinkDays} days.
        </Definition>
        <Definition term={<Code>quick_replies, buttons, cards</Code>}>
          At most one of them, with <b>Structured messages</b> on under Settings ({settings.structured ? "on" : "off"}{" "}
          now); otherwise they are numbered lines at the end of <Code>text</Code>. Send the customer’s choice as a
          message: its label, its value or its number.
        </Definition>
        <Definition term={<Code>message_sender</Code>}>ai, or employee for a person who writes in Parley.</Definition>
        <Definition term={<HeaderName>webhook-id</HeaderName>}>
          Names the delivery, the same on each attempt: when you have taken it before, answer 200 and do nothing.
        </Definition>
        <Definition term={<HeaderName>authorization</HeaderName>}>
          Bearer and the webhook secret, if one is set.
        </Definition>
      </DefinitionList>
      <DeliveryRules retry={settings.retry} api={api} />
    </ApiSection>
  );
}

function DeliveryRules({ retry, api }: { retry: boolean; api: ChannelApi }) {
  return (
    <Prose>
      <ul>
        <li>
          A status of 200 to 299 within {durationInWords(api.answerTimeoutSeconds)} is a delivery. Anything else is a
          failed attempt, a redirect too.
        </li>
        <li>
          {retry ? "" : "With retries turned on (they are off for this channel): "}A failed delivery is tried again
          after {delaysInWords(api)}. If your answer has a <code>Retry-After</code> that is longer, it is used.
        </li>
        <li>
          After the last attempt the message is <b>undelivered</b>: people see it marked, and the bot's history omits
          it.
        </li>
        <li>
          The messages of one chat arrive in order, one request at a time; different chats do not wait for each other. A
          request may have several messages.
        </li>
      </ul>
    </Prose>
  );
}

/** How a receiver tells Parley from others. */
export function SecretSection({ hasSecret, settingsHref }: { hasSecret: boolean; settingsHref: string }) {
  return (
    <ApiSection
      id="secret"
      intro="Set a webhook secret here and in your receiver. Each request then carries it; refuse those that don't with 401."
    >
      {!hasSecret && (
        <Alert title="This channel has no webhook secret">
          Anybody who finds your webhook can post to it.{" "}
          <SettingsLink href={settingsHref}>Set one under Settings</SettingsLink>.
        </Alert>
      )}
      <CodeBlock title="receiver.mjs: SECRET=… node receiver.mjs" code={receiverProgram} wrap />
    </ApiSection>
  );
}

/** The receiver that comes with Parley, and how to let Parley call it. */
export function ReceiverSection({ access, shown, settingsHref }: ReceiverSectionProps) {
  const echo = (token: string) => `TOKEN='${token}' URL='${access.url}' node examples/echo-receiver.mjs --reply`;
  return (
    <ApiSection
      id="receiver"
      intro="In Parley's repository: one file that needs nothing but Node, and prints whatever arrives."
    >
      <CodeBlock title="Start it" code="node examples/echo-receiver.mjs" wrap />
      <Prose>
        <p>
          It listens on <code>http://localhost:4000</code>.{" "}
          <SettingsLink href={settingsHref}>Set that as the webhook URL</SettingsLink>, press <b>Send a test request</b>
          , and then send a message from this page.
        </p>
        <p>
          Parley calls public addresses only. For a receiver on the machine or in the network where Parley runs, whoever
          runs it allows the address when it starts:
        </p>
      </Prose>
      <CodeBlock title="Parley on your machine" code="PARLEY_ALLOWED_PRIVATE_HOSTS=localhost:4000 npm run up" wrap />
      <Prose>
        <p>If Parley runs elsewhere, give the receiver a public address by a tunnel, and set that.</p>
      </Prose>
      <CodeBlock
        title="Try failures: 30 % fail, 10 % are too slow"
        code="node examples/echo-receiver.mjs --fail 30 --slow 10"
        wrap
      />
      <CodeBlock
        title="Reply automatically: sends each text back as a customer's"
        code={echo(shown ? access.token : "•".repeat(12))}
        copied={echo(access.token)}
        wrap
      />
    </ApiSection>
  );
}

interface ReceiverSectionProps {
  access: ApiAccess;
  shown: boolean;
  settingsHref: string;
}

function SettingsLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="rounded-sm underline underline-offset-2 focus-ring">
      {children}
    </Link>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-13 text-foreground">{children}</code>;
}

function HeaderName({ children }: { children: string }) {
  return (
    <>
      <Code>{children}</Code>
      <Badge tone="outline">header</Badge>
    </>
  );
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
