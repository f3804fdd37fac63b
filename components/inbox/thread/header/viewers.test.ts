import { expect, it } from "vitest";
import { typingText } from "./viewers";

it("People who type are named while there are few of them", () => {
  expect(typingText([])).toBe("");
  expect(typingText(["Ada"])).toBe("Ada is typing…");
  expect(typingText(["Ada", "Bob"])).toBe("Ada and Bob are typing…");
  expect(typingText(["Ada", "Bob", "Cy"])).toBe("3 colleagues are typing…");
});
