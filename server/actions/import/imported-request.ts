import type { ActionArgument } from "@/server/schemas/action-definition";
import type { AcceptedStatus } from "@/server/schemas/steps/accepted-statuses";
import type { WebhookStep } from "@/server/schemas/steps/webhook";

export interface NameValue {
  name: string;
  value: string;
}

/** A request that was read from a curl command or an OpenAPI document: what fills a webhook step. */
export interface ImportedRequest {
  method: WebhookStep["method"];
  url: string;
  query: NameValue[];
  headers: NameValue[];
  body: WebhookStep["body"];
  /** What was said of the answer; undefined: nothing. */
  acceptedStatusCodes?: AcceptedStatus[] | undefined;
  timeoutSeconds?: number | undefined;
  /** Values that had better not stand in the step openly. */
  secrets: FoundSecret[];
  /** Constants that the texts above use; one of the same name that is there already will do. */
  constants: NewConstant[];
}

/** A secret within the value of a header or of a query parameter. */
export interface FoundSecret {
  list: "headers" | "query";
  index: number;
  value: string;
  /** A name for its constant. */
  constant: string;
}

export interface NewConstant {
  name: string;
  /** Empty: the person has to enter it. */
  value: string;
  secret: boolean;
}

/** An operation of an OpenAPI document as an action: its request, and what the bot must know for it. */
export interface ImportedOperation {
  /** "Find pets by status". */
  name: string;
  functionName: string;
  description: string;
  arguments: ActionArgument[];
  request: ImportedRequest;
  /** What could not be taken over, for people. */
  notes: string[];
}
