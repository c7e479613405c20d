"""Policy packs: folders of YAML read, checked for shape and joined into one library (docs/policy-packs.md)."""
