import { parseTemplate } from "../templates/template";
import { templateFaults } from "../templates/template-faults";
import type { StepScope } from "./step-kind";

/**
 * Faults of a template whose text is shown to customers, people or models, so that it must not contain a secret.
 */
export function openTemplateFaults(template: string, scope: StepScope): string[] {
  const faults = parseTemplate(template).flatMap((part) => {
    if (part.kind === "text" || !part.reference) return [];
    const { root, name } = part.reference;
    if (root === "secrets") {
      return [`"${name}" is a secret of the workspace, and this text can be seen. Take {{secrets.${name}}} out.`];
    }
    if (root !== "constants" || !scope.secretConstants.includes(name)) return [];
    return [`The constant "${name}" is a secret, and this text can be seen. Take {{constants.${name}}} out.`];
  });
  return [...templateFaults(template, scope), ...new Set(faults)];
}
