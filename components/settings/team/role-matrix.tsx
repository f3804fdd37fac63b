"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { FoldedPart } from "@/components/ui/folded-part";
import { hasRole, roles } from "@/server/roles";
import { type Permission, permissionSections } from "@/server/team/permissions";
import { roleNames } from "./team-types";

/** A table of all permissions and the roles that have them, folded. */
export function RoleMatrix() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <FoldedPart label="All permissions of each role" isOpen={isOpen} onToggle={setIsOpen}>
      <div className="rounded-xl border bg-card shadow-raised">
        <table className="w-full table-fixed text-13">
          <caption className="sr-only">The permissions of each role</caption>
          <thead>
            <tr className="border-b text-muted-foreground">
              <th scope="col" className="px-4 py-2 text-left align-bottom font-medium">
                Permission
              </th>
              {roles.map((role) => (
                <th key={role} scope="col" className="w-8 pt-3 pb-2 align-bottom font-medium sm:w-20 sm:px-2">
                  {/* On a phone, the names stand upright, so that the table needs no scrolling to the side. */}
                  <span className="mx-auto inline-block rotate-180 [writing-mode:vertical-rl] sm:rotate-0 sm:[writing-mode:horizontal-tb]">
                    {roleNames[role]}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {permissionSections.map(({ title, permissions }) => (
            <tbody key={title} className="border-b last:border-b-0">
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1} className="px-4 pt-4 pb-1 text-left font-semibold">
                  {title}
                </th>
              </tr>
              {permissions.map((permission) => (
                <PermissionRow key={permission.what} permission={permission} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </FoldedPart>
  );
}

function PermissionRow({ permission: { what, lowest } }: { permission: Permission }) {
  return (
    <tr>
      <th scope="row" className="px-4 py-1.5 text-left leading-5 font-normal">
        {what}
      </th>
      {roles.map((role) => (
        <td key={role} className="text-center">
          {hasRole(role, lowest) ? (
            <>
              <Check aria-hidden className="mx-auto size-4" />
              <span className="sr-only">Yes</span>
            </>
          ) : (
            <span className="sr-only">No</span>
          )}
        </td>
      ))}
    </tr>
  );
}
