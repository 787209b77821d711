"""The indicators of the policy: how each is counted, from the inventory and from the rest of the plan."""
