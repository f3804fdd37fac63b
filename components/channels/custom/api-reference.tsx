import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import type { ApiAccess } from "./api-samples";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Prose } from "@/components/ui/guide-section";
import { ApiSection } from "./api-section";
import { FullMessageSample } from "./api-send-samples";
import type { ChannelApi } from "@/server/channels/contract";
import { acceptedAnswer, refusals, refusedAnswer } from "./api-texts";

/** The fields of a message. */
export function FieldsSection({ api, ...sample }: { api: ChannelApi; access: ApiAccess; shown: boolean }) {
  return (
    <ApiSection id="fields" intro="A JSON object. Fields that are not listed are ignored.">
      <DefinitionList>
        {api.fields.map(({ name, type, required, text }) => (
          <Definition
            key={name}
            term={
              <>
                <code className="font-mono text-13 font-medium">{name}</code>
                <span className="text-12 text-muted-foreground">{type}</span>
                <Badge tone={required === "no" ? "outline" : "neutral"}>
                  {required === "no" ? "optional" : required === "yes" ? "required" : `required ${required}`}
                </Badge>
              </>
            }
          >
            {text}
          </Definition>
        ))}
      </DefinitionList>
      <FullMessageSample {...sample} />
    </ApiSection>
  );
}

/** The responses to a message, accepted or refused. */
export function AnswersSection({ api }: { api: ChannelApi }) {
  return (
    <ApiSection
      id="answers"
      intro="A message that is stored is answered with 202 immediately. What the bot says comes to your webhook."
    >
      <CodeBlock title="202 Accepted" code={JSON.stringify(acceptedAnswer, null, 2)} wrap />
      <Prose>
        <p>
          Everything else means that nothing was stored. The body says why in <code>detail</code>: a text, or with 422 a
          list of all faults.
        </p>
      </Prose>
      <CodeBlock title="422 Unprocessable Content" code={JSON.stringify(refusedAnswer, null, 2)} wrap />
      <DefinitionList>
        {refusals(api).map(({ status, cause, cure }) => (
          <Definition key={status} term={<Badge tone={status < 500 ? "warning" : "danger"}>{status}</Badge>}>
            {cause} <span className="text-foreground">{cure}</span>
          </Definition>
        ))}
      </DefinitionList>
    </ApiSection>
  );
}
