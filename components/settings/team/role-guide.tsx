import { roles } from "@/server/roles";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { RoleMatrix } from "./role-matrix";
import { roleNames, roleTexts } from "./team-types";

/** What each role may do. */
export function RoleGuide() {
  return (
    <section aria-labelledby="roles" className="grid gap-3">
      <h2 id="roles" className="text-16 font-semibold">
        Roles
      </h2>
      <DefinitionList>
        {roles.map((role) => (
          <Definition key={role} term={roleNames[role]}>
            {roleTexts[role]}
          </Definition>
        ))}
      </DefinitionList>
      <RoleMatrix />
    </section>
  );
}
