import { Download } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { eventCatalogue, eventJsonSchema, samplePayload } from "@/server/schemas/events/event-catalogue";
import type { EventName } from "@/server/schemas/events/event-names";
import { schemaFields, type SchemaField } from "./schema-fields";

/** One event of the catalogue: what it means, its fields, a sample of its body and its JSON Schema. */
export function EventArticle({ name }: { name: EventName }) {
  const { title, description } = eventCatalogue[name];
  const schema = eventJsonSchema(name);
  const sample = { event: name, payload: { ...samplePayload(name), sequence: 48_213 } };
  return (
    <Card id={name} className="scroll-mt-6">
      <CardHeader>
        <div className="flex flex-wrap items-center gap-2.5">
          <CardTitle>{title}</CardTitle>
          <Badge className="font-mono">{name}</Badge>
        </div>
        <CardDescription>{description}</CardDescription>
      </CardHeader>
      <CardContent className="grid min-w-0 gap-5">
        <CodeBlock title="Sample" code={JSON.stringify(sample, null, 2)} className="max-h-80" />
        <FieldTable fields={schemaFields(schema)} />
        <Button asChild variant="outline" size="sm" className="w-fit">
          <a
            download={`${name}.schema.json`}
            href={`data:application/schema+json;charset=utf-8,${encodeURIComponent(JSON.stringify(schema, null, 2))}`}
          >
            <Download aria-hidden /> JSON Schema
          </a>
        </Button>
      </CardContent>
    </Card>
  );
}

function FieldTable({ fields }: { fields: readonly SchemaField[] }) {
  return (
    <details className="group min-w-0">
      <summary className="w-fit cursor-pointer rounded-sm text-13 font-medium focus-ring">
        {fields.length} fields
      </summary>
      <dl className="mt-3 grid divide-y rounded-lg border">
        {fields.map(({ path, type, description, isRequired }) => (
          <div key={path} className="grid gap-x-4 gap-y-0.5 px-3 py-2 @2xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <dt className="grid content-start gap-0.5">
              <code className="font-mono text-13 wrap-anywhere">{path}</code>
              <span className="text-12 text-muted-foreground">
                {type}
                {!isRequired && ", may be missing"}
              </span>
            </dt>
            <dd className="text-13 leading-5 wrap-anywhere text-muted-foreground">{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
