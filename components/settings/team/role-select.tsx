import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type GivenRole, givenRoles } from "@/server/team/team-input";
import { roleNames } from "./team-types";

interface RoleSelectProps {
  /** For screen readers, if the select stands in no field. */
  label?: string;
  value: GivenRole;
  onChoose: (role: GivenRole) => void;
  disabled?: boolean;
}

/** Chooses one of the roles that can be given. */
export function RoleSelect({ label, value, onChoose, disabled = false }: RoleSelectProps) {
  return (
    <Select
      value={value}
      onValueChange={(chosen) => onChoose(givenRoles.find((role) => role === chosen) ?? value)}
      disabled={disabled}
    >
      <SelectTrigger {...(label !== undefined && { "aria-label": label })} className="w-full sm:w-36">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {givenRoles.map((role) => (
          <SelectItem key={role} value={role}>
            {roleNames[role]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
