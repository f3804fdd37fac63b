import type { ActionArgument } from "@/server/schemas/action-definition";
import type { AcceptedStatus } from "@/server/schemas/steps/accepted-statuses";
import type { WebhookStep } from "@/server/schemas/steps/webhook";

export interface NameValue {
  name: string;
  value: string;
}

/** A request read from a curl command or OpenAPI document, used to fill in a webhook step. */
export interface ImportedRequest {
  method: WebhookStep["method"];
  url: string;
  query: NameValue[];
  headers: NameValue[];
  body: WebhookStep["body"];
  /** The success statuses in the document; undefined when there are none. */
  acceptedStatusCodes?: AcceptedStatus[] | undefined;
  timeoutSeconds?: number | undefined;
  /** Values that should be moved to secret constants. */
  secrets: FoundSecret[];
  /** Constants used in the texts above; an existing constant with the same name is reused. */
  constants: NewConstant[];
}

/** A secret in the value of a header or query parameter. */
export interface FoundSecret {
  list: "headers" | "query";
  index: number;
  value: string;
  /** The suggested name of its constant. */
  constant: string;
}

export interface NewConstant {
  name: string;
  /** Empty when the person must enter it. */
  value: string;
  secret: boolean;
}

/** An operation of an OpenAPI document as an action: the request, and the texts and arguments for the bot. */
export interface ImportedOperation {
  /** Such as "Find pets by status". */
  name: string;
  functionName: string;
  description: string;
  arguments: ActionArgument[];
  request: ImportedRequest;
  /** What was left out, for people. */
  notes: string[];
}
