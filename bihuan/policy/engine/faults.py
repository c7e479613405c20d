"""What can go wrong while packs are asked; every text is for the user."""


class EngineFault(Exception):
    """A question that could not be answered."""


class SelectFault(EngineFault):
    """A definition or check whose SELECT does not run, or answers what the contract does not allow."""

    def __init__(self, what: str, name: str, why: str) -> None:
        super().__init__(f"{what}「{name}」：{why}")


class TooLong(EngineFault):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"计算超过 {seconds:.0f} 秒，已中止；请检查规则，或调大 BIHUAN_ENGINE_SECONDS")
