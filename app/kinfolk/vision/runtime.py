"""ONNX Runtime: open models as sessions, on the best hardware that works.

Importing it takes a tenth of a second and 20 MB, so it is imported where a model is opened.
"""

from threading import Lock
from typing import Any

import onnxruntime
from onnxruntime import (
    InferenceSession,
    OrtAllocatorType,
    OrtArenaCfg,
    OrtMemoryInfo,
    OrtMemType,
    SessionOptions,
)

from kinfolk.vision.cores import CORES, PHOTOS_AT_ONCE

PROCESSOR = "CPUExecutionProvider"
# Else the runtime guesses, and reads what is made to look like its own format unchecked.
AS_ONNX = ("session.load_model_format", "ONNX")
# Best first, with what makes them count in 32 bits: people are told apart by small differences.
# What this machine lacks is left out.
HARDWARE = {
    "CUDAExecutionProvider": {"use_tf32": "0"},
    "CoreMLExecutionProvider": {"ModelFormat": "MLProgram"},
    "DmlExecutionProvider": {},
    "OpenVINOExecutionProvider": {"precision": "FP32"},
}


def share_memory(most: int = 0) -> None:
    """Use one memory pool for all models opened from now on; it has `most` bytes, 0 for no limit.

    ONNX Runtime keeps the pool as long as the process lives. One pool takes 70 MB less than one for
    each model.
    """
    onnxruntime.create_and_register_allocator(
        OrtMemoryInfo("Cpu", OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, OrtMemType.DEFAULT),
        OrtArenaCfg({"max_mem": most}),
    )


share_memory()


def open_session(model: bytes) -> InferenceSession:
    """Return a session on the best hardware that works; hardware that fails is skipped silently."""
    available = set(onnxruntime.get_available_providers())
    for provider in HARDWARE:
        if provider in available:
            try:
                return OnHardware(model, provider)
            except Exception:  # whatever a driver raises: the processor always works
                continue
    return on_processor(model)


class OnHardware(InferenceSession):  # type: ignore[misc]
    """Run a model on other hardware than the processor, and on the processor once that fails."""

    def __init__(self, model: bytes, provider: str) -> None:
        providers = [(provider, HARDWARE[provider]), (PROCESSOR, {})]
        # The runtime's own falling back prints to standard output, and knows few failures.
        super().__init__(model, _options(), providers=providers, enable_fallback=0)
        self._model = model
        self._instead: InferenceSession | None = None
        self._turn = Lock()  # DirectML bears one run at a time

    def run(self, output_names: Any, input_feed: Any, run_options: Any = None) -> Any:
        """Run the model; after a failure of the hardware, run it on the processor from then on.

        Raises whatever the run on the processor raises.
        """
        with self._turn:
            if self._instead is None:
                try:
                    return super().run(output_names, input_feed, run_options)
                except Exception:  # memory that others took, a driver that started anew
                    self._instead = on_processor(self._model)
        return self._instead.run(output_names, input_feed, run_options)


def on_processor(model: bytes) -> InferenceSession:
    """Return a session that runs on the processor only; raises what ONNX Runtime raises."""
    return InferenceSession(model, _options(), providers=[PROCESSOR], enable_fallback=0)


def _options() -> SessionOptions:
    """Return the options for every session: few threads, no busy waiting, little memory."""
    options = SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = max(1, CORES // PHOTOS_AT_ONCE)
    # Threads that wait busily take the cores from the decoders and the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry(*AS_ONNX)
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # A plan of the memory for each size of photo costs 50 MB more, and saves no time.
    options.enable_mem_pattern = False
    return options
