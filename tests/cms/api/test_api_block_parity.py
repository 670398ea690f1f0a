"""Each block says the same in HTML and in JSON."""

import pytest

from cms.models import FirmSettings
from home.blocks import SectionStreamBlock
from tests.cms.api.parity import found_faults
from tests.factories import StandardPageFactory


@pytest.mark.parametrize("name", SectionStreamBlock().child_blocks)
def test_every_block_says_the_same_in_both_formats(name, api, client, home_page):
    block = SectionStreamBlock().child_blocks[name]
    firm = FirmSettings.for_site(home_page.get_site())
    firm.phone_number = "+12125550142"
    firm.save()
    page = StandardPageFactory(parent=home_page, title="All about it", slug="it")
    page.sections = [(name, block.get_preview_value())]
    page.save()

    found = found_faults([page], api, client)
    assert not found, "\n".join(found)
