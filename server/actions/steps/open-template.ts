import { parseTemplate } from "../templates/template";
import { templateFaults } from "../templates/template-faults";
import type { StepScope } from "./step-kind";

/**
 * Faults of a template whose text is shown to customers, people or models, so that it must not contain a secret
 * constant.
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
