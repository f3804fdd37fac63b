import { parseTemplate } from "../templates/template";
import { templateFaults } from "../templates/template-faults";
import type { StepScope } from "./step-kind";

/**
 * What is wrong with a template whose text customers, people or models come to see: as with any template, and a secret
 * constant in it.
 */
export function openTemplateFaults(template: string, scope: StepScope): string[] {
  const secrets = parseTemplate(template).flatMap((part) => {
    if (part.kind === "text" || part.reference?.root !== "constants") return [];
    return scope.secretConstants.includes(part.reference.name) ? [part.reference.name] : [];
  });
  const faults = [...new Set(secrets)].map(
    (name) => `The constant "${name}" is a secret, and this text can be seen. Take {{constants.${name}}} out.`,
  );
  return [...templateFaults(template, scope), ...faults];
}
