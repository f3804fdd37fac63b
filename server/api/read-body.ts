import type { z } from "zod";
import { DomainError } from "@/server/errors";
import { cleanInput } from "@/server/http/body/clean-input";
import { readBytes } from "@/server/http/body/read-bytes";
import { requireJson } from "@/server/http/body/require-json";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import { parseJson } from "@/server/text/parse-json";

/** 500,000 letters, each of which JSON may write as an escape of six. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_PARTS = 1000;

/**
 * Reads and checks the JSON body of a request.
 * @throws DomainError payload_too_large, unsupported_type, or invalid with every fault.
 */
export async function readBody<B extends z.ZodObject>(request: Request, schema: B): Promise<z.output<B>> {
  requireJson(request);
  const text = new TextDecoder().decode(await readBytes(request, MAX_BODY_BYTES));
  const body = parseJson(text);
  if (body === undefined) throw new DomainError("invalid", "The body is not JSON.");
  const parsed = schema.safeParse(cleanInput(body, MAX_PARTS));
  if (parsed.success) return parsed.data;
  throw fromZodError(parsed.error);
}
