import { expect, it } from "vitest";
import { z } from "zod";
import { listProcedures } from "./testing/list-procedures";

/** A Hangul filler, which fonts draw as nothing. */
const INVISIBLE = "\u3164";

/** The names of headers are for machines. */
const TECHNICAL = /\.headers\[\]\.name$/;

it("No procedure accepts a required name that nobody can see", () => {
  const found = listProcedures()
    .filter(({ type }) => type === "mutation")
    .flatMap(({ path, schema }) => namesOf(schema, path));
  const required = found.filter(({ at, name }) => !name.safeParse("").success && !TECHNICAL.test(at));
  expect(required.map(({ at }) => at)).toContain("bots.create.name");
  expect(required.filter(({ name }) => name.safeParse(INVISIBLE).success).map(({ at }) => at)).toEqual([]);
});

interface Name {
  at: string;
  name: z.ZodType;
}

/** The fields of an input that are called `name`, also inside lists and optional parts. */
function namesOf(schema: unknown, at: string): Name[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, field]) => {
      if (key === "name" && field instanceof z.ZodType) return [{ at: `${at}.name`, name: field }];
      return namesOf(field, `${at}.${key}`);
    });
  }
  if (schema instanceof z.ZodArray) return namesOf(schema.element, `${at}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => namesOf(option, at));
  if (schema instanceof z.ZodPipe) return namesOf(schema.in, at);
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped ? namesOf(schema.unwrap(), at) : [];
}
