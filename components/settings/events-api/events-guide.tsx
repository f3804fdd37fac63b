import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Field } from "@/components/ui/field";
import { GuideContents, GuideSection, Prose } from "@/components/ui/guide-section";
import { Input } from "@/components/ui/input";
import { feedQuery } from "@/server/events/feed/feed-query";
import { eventCatalogue } from "@/server/schemas/events/event-catalogue";
import { curlCommand, readerProgram, samplePage, sampleRefusal } from "./events-samples";

/** The sections of the guide, in order. The key is the anchor. */
const sections = {
  access: "Address and key",
  first: "Read events",
  continue: "Continue where you stopped",
  program: "A program that reads forever",
  event: "One whole event",
  parameters: "Every parameter",
  events: "Every event",
  refusals: "When a request is refused",
  document: "OpenAPI document",
} as const;

const refusals = [
  [401, "There is no key, or it is malformed, unknown, revoked or expired."],
  [403, "The key does not have the scope events:read."],
  [404, "There is no such event, or the one in after is not in this workspace."],
  [410, "The event in after was deleted because of its age. Leave out after to start with the oldest one."],
  [422, "A parameter is wrong. The details list every fault."],
  [429, "The key has sent more than 600 requests in a minute. Wait as many seconds as Retry-After says."],
] as const;

/** Explains how a program reads the events of a workspace, with the address of this server in every sample. */
export function EventsGuide({ baseUrl }: { baseUrl: string }) {
  const curl = (path: string) => curlCommand(baseUrl, path);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 @3xl:grid-cols-[11rem_minmax(0,1fr)] @3xl:gap-10">
      <GuideContents sections={sections} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-12">
        <Access baseUrl={baseUrl} />
        <Section id="first" intro="The events of the workspace, oldest first: the same ids and bodies as in webhooks.">
          <CodeBlock title="Terminal" code={curl("/events?limit=10")} wrap />
          <CodeBlock title="200 OK" code={samplePage} className="max-h-96" />
        </Section>
        <Section
          id="continue"
          intro="Keep next, and send it as after. The order never changes, so you miss no event and get none twice."
        >
          <CodeBlock
            title="What came after an event"
            code={curl("/events?after=evt_01k5x8ch7j1k5l9z3x6c0v4bnm")}
            wrap
          />
          <CodeBlock title="Only some kinds" code={curl("/events?event=message_received&event=message_sent")} wrap />
          <CodeBlock
            title="Wait up to 25 seconds for the next one"
            code={curl("/events?after=evt_01k5x8ch7j1k5l9z3x6c0v4bnm&wait=25")}
            wrap
          />
        </Section>
        <Section
          id="program"
          intro="It needs nothing but Node, and continues after a restart. Replace the line that prints."
        >
          <CodeBlock title="read-events.mjs: PARLEY_KEY=… node read-events.mjs" code={readerProgram(baseUrl)} wrap />
        </Section>
        <Section
          id="event"
          intro="In the list and in webhooks, the longest texts of an event above 256 kB are cut: it then has truncated and a link to the whole event."
        >
          <CodeBlock title="Terminal" code={curl("/events/evt_01k5x8ch7j1k5l9z3x6c0v4bnm")} wrap />
        </Section>
        <Reference />
        <Refusals />
        <Section
          id="document"
          intro="For generating a client, in OpenAPI 3.1. It needs no key and describes webhooks, too."
        >
          <CodeBlock title="Terminal" code={`curl '${baseUrl}/openapi.json'`} wrap />
        </Section>
      </div>
    </div>
  );
}

function Access({ baseUrl }: { baseUrl: string }) {
  return (
    <Section id="access">
      <Field label="Address">
        <span className="flex items-center gap-1">
          <Input readOnly value={baseUrl} className="font-mono text-13" />
          <CopyButton text={baseUrl} label="Copy address" />
        </span>
      </Field>
      <Prose>
        <p>
          Each request has the header <code>Authorization: Bearer</code> and a key that may read events.{" "}
          <Link href="/settings/api-keys" className="rounded-sm underline underline-offset-2 focus-ring">
            Owners and admins create keys
          </Link>
          . The samples take it from a variable:
        </p>
      </Prose>
      <CodeBlock title="Terminal" code="export PARLEY_KEY='parley_…'" wrap />
    </Section>
  );
}

function Reference() {
  return (
    <>
      <Section id="parameters">
        <DefinitionList>
          {Object.entries(feedQuery.shape).map(([name, schema]) => (
            <Definition key={name} term={<Term>{name}</Term>}>
              {schema.meta()?.description}
            </Definition>
          ))}
        </DefinitionList>
      </Section>
      <Section id="events" intro="Ignore events and keys that you do not know: there may be more later.">
        <DefinitionList>
          {Object.entries(eventCatalogue).map(([name, { description }]) => (
            <Definition key={name} term={<Term>{name}</Term>}>
              {description}
            </Definition>
          ))}
        </DefinitionList>
      </Section>
    </>
  );
}

function Refusals() {
  return (
    <Section id="refusals" intro="The body says why. Name the request_id if you ask us about a request.">
      <CodeBlock title="422 Unprocessable Content" code={sampleRefusal} wrap />
      <DefinitionList>
        {refusals.map(([status, meaning]) => (
          <Definition key={status} term={<Badge tone="warning">{status}</Badge>}>
            {meaning}
          </Definition>
        ))}
      </DefinitionList>
    </Section>
  );
}

interface SectionProps {
  id: keyof typeof sections;
  intro?: string;
  children: ReactNode;
}

function Section({ id, ...section }: SectionProps) {
  return <GuideSection id={id} title={sections[id]} level={2} {...section} />;
}

function Term({ children }: { children: string }) {
  return <code className="font-mono text-13 font-medium text-foreground">{children}</code>;
}
