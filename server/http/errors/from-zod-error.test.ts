import { expect, it } from "vitest";
import { z } from "zod";
import { fromZodError } from "./from-zod-error";

const input = z.object({
  text: z.string().min(1, "Write the text."),
  settings: z.object({ url: z.string().min(1, "Write the address.") }),
});

function faultsOf(given: unknown): z.ZodError {
  const parsed = input.safeParse(given);
  if (parsed.success) throw new Error("The input has no fault.");
  return parsed.error;
}

it("Programs read the names of the fields in the message, and people do not", () => {
  const error = faultsOf({ text: "", settings: { url: "" } });
  expect(fromZodError(error).message).toBe("text: Write the text. settings.url: Write the address.");
  const { message, details } = fromZodError(error, "people");
  expect(message).toBe("Write the text. Write the address.");
  expect(details.map(({ path }) => path)).toEqual([["text"], ["settings", "url"]]);
});

it("The same fault of several fields is told to people once", () => {
  const parsed = z.array(z.string().min(1, "Write a word.")).safeParse(["", ""]);
  expect(parsed.error && fromZodError(parsed.error, "people").message).toBe("Write a word.");
});
